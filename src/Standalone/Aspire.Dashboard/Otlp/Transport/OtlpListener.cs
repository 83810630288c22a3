using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Where one of the two protocols is listened for.</summary>
internal sealed class OtlpListener
{
    private readonly Uri _url;
    private readonly IPAddress? _address;
    private readonly HttpProtocols _protocols;

    /// <exception cref="ArgumentException">The URL cannot be listened on.</exception>
    public OtlpListener(Uri url, HttpProtocols protocols)
    {
        if (url.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException($"The OTLP receiver cannot listen on '{url}'. Give an address that starts with 'http://'.", nameof(url));
        }

        if (!IPAddress.TryParse(url.DnsSafeHost, out _address) && !url.IsLoopback)
        {
            throw new ArgumentException($"The OTLP receiver cannot listen on '{url}'. Give 'localhost' or an IP address as the host.", nameof(url));
        }

        _url = url;
        _protocols = protocols;
    }

    public void AddTo(KestrelServerOptions kestrel)
    {
        // 'localhost' is two addresses, which a free port would not be the same on.
        var address = _address ?? (_url.Port == 0 ? IPAddress.Loopback : null);
        if (address is null)
        {
            kestrel.ListenLocalhost(_url.Port, Configure);
        }
        else
        {
            kestrel.Listen(address, _url.Port, Configure);
        }
    }

    private void Configure(ListenOptions listen) => listen.Protocols = _protocols;
}
