# A new container has no data: it takes the newest backup.
set -eu
newest=$(find "$SIDECAR_VOLUME_BACKUPS" -name 'dump-*.rdb' | sort | tail -n 1)
if [ ! -e /data/dump.rdb ] && [ -n "$newest" ]; then
    echo "Restoring $newest"
    cp "$newest" /data/dump.rdb
fi

# The configuration comes through a pipe, because the password must not be on a command line.
exec redis-server - <<CONFIGURATION
bind 0.0.0.0
unixsocket $SIDECAR_VOLUME_SOCKET/redis.sock
unixsocketperm 777
dir /data
repl-diskless-sync-delay 0
maxmemory 192mb
maxmemory-policy allkeys-lru
requirepass $REDIS_PASSWORD
CONFIGURATION
