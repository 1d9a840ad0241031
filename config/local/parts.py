"""The processes of the product on one machine: queue, web, worker, beat."""

import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from celery import Celery

from config.keeper_alive import is_alive
from config.local import keys, redis_server
from config.local.places import folder
from config.local.processes import Part

BIN = Path(sys.executable).parent
CELERY = (str(BIN / "celery"), "-A", "config")


def queue(environment: Mapping[str, str]) -> Part:
    """Redis, answering to our password."""
    command = (redis_server.program(), str(redis_server.configure()))
    return Part("redis", command, environment, lambda _: redis_server.is_ready())


def web(environment: Mapping[str, str], port: int) -> Part:
    """Gunicorn, answering at the health address."""
    command = (str(BIN / "gunicorn"), "-c", "config/gunicorn.py", "config.wsgi")
    own = {**environment, "WEB_BIND": f"127.0.0.1:{port}"}
    return Part("web", command, own, lambda _: _answers(f"http://127.0.0.1:{port}/health/"))


def worker(environment: Mapping[str, str]) -> Part:
    """Celery worker, answering a ping through the queue."""
    command = (
        *CELERY,
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
        "--without-gossip",
    )
    return Part("worker", command, environment, lambda part: _pings(part.environment))


def beat(environment: Mapping[str, str]) -> Part:
    """Celery beat, past its start."""
    command = (*CELERY, "beat", "--loglevel", "INFO", "--pidfile=")
    return Part("beat", command, environment, _says_starting)


def keeper(environment: Mapping[str, str]) -> Part:
    """The keeper of identities apart, with the key that no other part has, answering on its socket."""
    socket = environment["IDENTITY_SOCKET"]
    words = (
        "identity_keeper",
        "--socket",
        socket,
        "--database",
        str(folder("keeper") / "identities.db"),
    )
    own = {
        **environment,
        "IDENTITY_MODE": "server",
        "IDENTITY_KEY_FILE": str(keys.identity_key(may_create=False)),
    }
    return Part("keeper", (sys.executable, "manage.py", *words), own, lambda _: is_alive(socket))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # nosec B310 - a health page of ours
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _pings(environment: Mapping[str, str]) -> bool:
    """True when a worker answers through the queue; one answer is enough."""
    with Celery(broker=environment["REDIS_URL"], set_as_current=False) as app:
        app.conf.broker_transport_options = {"socket_connect_timeout": 1, "max_retries": 0}
        try:
            return bool(app.control.ping(timeout=2, limit=1))
        except OSError:
            return False


def _says_starting(part: Part) -> bool:
    return "beat: Starting" in part.log.read_text(errors="replace")
