"""Gunicorn, the same for `make run` and for the container."""

import os
from typing import Any

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  # nosec B108 - heartbeat in memory
# Without the query string: a search box carries names.
accesslog = os.environ.get("WEB_ACCESS_LOG") or None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
# One load of Django, shared by the workers; a broken start ends at once instead of in a loop.
preload_app = True


def on_starting(server: Any) -> None:
    """An error that no page could answer is told like those of the product: without what was typed."""
    from config.log_lines import Lines  # noqa: PLC0415 - found once the checkout is on the path

    for handler in server.log.error_log.handlers:
        handler.setFormatter(Lines())
