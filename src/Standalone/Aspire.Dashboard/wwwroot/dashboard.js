// What the pages cannot do from the server.
(() => {
  const copy = async text => {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
    }
  };

  const download = (name, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const downloadStream = async (name, stream) => download(name, new TextDecoder().decode(await stream.arrayBuffer()));

  // Keeps the end in view as lines are added, until someone scrolls up to read.
  const followers = new WeakMap();
  const follow = element => {
    if (!element || followers.has(element)) {
      return;
    }

    let atEnd = true;
    element.addEventListener('scroll', () => {
      atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    }, { passive: true });
    const toEnd = () => atEnd && (element.scrollTop = element.scrollHeight);
    const observer = new MutationObserver(toEnd);
    observer.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
    followers.set(element, observer);
    toEnd();
  };

  // What the browser draws itself, such as lists of choices and scroll bars, follows the theme of the page.
  const setScheme = isDark => (document.documentElement.style.colorScheme = isDark ? 'dark' : 'light');

  // Menus open in the top layer, below their button if there is room.
  document.addEventListener('toggle', event => {
    const menu = event.target;
    if (event.newState !== 'open' || !menu.matches?.('.menu[popover]')) {
      return;
    }

    const button = document.querySelector(`[popovertarget="${menu.id}"]:not([role=menuitem])`);
    const at = button.getBoundingClientRect();
    const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
    menu.style.top = `${below ? at.bottom + 2 : Math.max(4, at.top - menu.offsetHeight - 2)}px`;
    menu.style.left = `${Math.max(4, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 4))}px`;
    menu.querySelector('[role=menuitem]:not(:disabled)')?.focus();
  }, true);

  document.addEventListener('keydown', event => {
    const menu = event.target.closest?.('.menu[popover]');
    if (menu && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const items = [...menu.querySelectorAll('[role=menuitem]:not(:disabled)')];
      const next = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      items[(next + items.length) % items.length]?.focus();
      event.preventDefault();
    }
  });

  window.dashboard = { copy, download, downloadStream, follow, setScheme };
})();
