# A key that lives as long as the container: it is in no image and on no volume.
set -eu
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 30 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out certificate.pem 2>/dev/null

# The main is at localhost, because this container is in its network.
exec stunnel -fd 0 <<CONFIGURATION
foreground = yes
pid =
syslog = no
[redis]
accept = 6380
connect = localhost:${SIDECAR_MAIN_TCP##*:}
cert = certificate.pem
key = key.pem
CONFIGURATION
