# Answers for the main, whoever that is, and shows its log files.
set -eu
cat > /tmp/nginx.conf <<CONFIGURATION
daemon off;
pid /tmp/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path /tmp/body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    scgi_temp_path /tmp/scgi;
    uwsgi_temp_path /tmp/uwsgi;
    server {
        listen 8080;
        location / {
            proxy_pass $SIDECAR_MAIN_HTTP;
        }
        location /logs/ {
            alias $SIDECAR_VOLUME_LOGS/;
            autoindex on;
            default_type text/plain;
        }
    }
}
CONFIGURATION
exec nginx -c /tmp/nginx.conf
