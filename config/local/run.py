"""`make run`, `make up`, `make stop`: python -m config.local.run {serve|up|stop} [port]."""

import sys

from config.local import background, supervisor
from config.local.failure import Unavailable


def port_from(text: str) -> int:
    """A port number, or the sentence."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Unavailable(f"PORT phải là số từ 1 đến 65535, không phải «{text}».")
    return int(text)


def main(verb: str, port: str = "8000") -> None:
    """Carry out one of the three verbs."""
    if verb == "stop":
        background.stop()
    elif verb == "up":
        background.start(port_from(port))
    else:
        supervisor.run(port_from(port))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Unavailable as failure:
        sys.exit(str(failure))
