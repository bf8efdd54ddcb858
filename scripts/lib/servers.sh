# shellcheck shell=bash disable=SC2154,SC2034 # LOAD, SERVER_CPU and scratch come from the script, which uses the ports
# The servers that are measured, in the cgroup that is watched.

start_redis() {
	redis_port=$(free_port)
	start_in "$LOAD" taskset -c "$SERVER_CPU" redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$scratch" \
		--logfile "$scratch/redis.log"
	until_true 10 port_open "$redis_port" || die "redis-server does not start: $(tail -n 1 "$scratch/redis.log")"
}

start_nginx() {
	nginx_port=$(free_port)
	mkdir -p "$scratch/www"
	head -c 612 /dev/zero | tr '\0' x >"$scratch/www/small"
	head -c 10000000 /dev/zero >"$scratch/www/large"
	cat >"$scratch/nginx.conf" <<-CONF
		daemon off;
		master_process off;
		pid $scratch/nginx.pid;
		error_log $scratch/nginx.log;
		events { worker_connections 1024; }
		http {
			access_log off;
			keepalive_requests 1000000000;
			client_body_temp_path $scratch; proxy_temp_path $scratch; fastcgi_temp_path $scratch;
			uwsgi_temp_path $scratch; scgi_temp_path $scratch;
			server { listen 127.0.0.1:$nginx_port; root $scratch/www; }
		}
	CONF
	start_in "$LOAD" taskset -c "$SERVER_CPU" nginx -c "$scratch/nginx.conf" -e "$scratch/nginx.log"
	until_true 10 port_open "$nginx_port" || die "nginx does not start: $(tail -n 1 "$scratch/nginx.log")"
}
