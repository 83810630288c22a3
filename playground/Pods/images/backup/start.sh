# Writes a dump every BACKUP_INTERVAL seconds and keeps the newest BACKUP_KEEP of them.
set -eu
cd "$SIDECAR_VOLUME_BACKUPS"
trap 'exit 0' TERM INT

# Two forks of redis at a time could take it over its memory limit. Its processes are seen because their namespace is shared.
is_saving() {
    grep -aqs redis-rdb-bgsave /proc/[0-9]*/cmdline
}

while :; do
    sleep "$BACKUP_INTERVAL" & wait $!
    if is_saving; then
        echo "redis is saving by itself: the next dump waits"
        continue
    fi

    # A name that sorts by time, and that nobody takes for a dump before it is complete.
    dump=dump-$(date -u +%Y%m%dT%H%M%S%3N).rdb
    if redis-cli -s "$SIDECAR_VOLUME_SOCKET/redis.sock" --rdb "$dump.part" > /dev/null 2>&1 && redis-check-rdb "$dump.part" > /dev/null; then
        mv "$dump.part" "$dump"
        find . -name 'dump-*.rdb' | sort | head -n -"$BACKUP_KEEP" | xargs -r rm
        echo "Wrote $dump"
    else
        rm -f "$dump.part"
        echo "redis did not give a dump" >&2
    fi
done
