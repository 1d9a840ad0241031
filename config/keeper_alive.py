"""Health check of the keeper of identities: asks it over its socket which key it holds.

python config/keeper_alive.py /run/keeper/socket
"""

import json
import socket
import sys


def is_alive(path: str) -> bool:
    """True when the keeper answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        try:
            line.connect(path)
            line.sendall(b'{"op": "status"}\n')
            return bool(json.loads(line.makefile().readline())["ok"])
        except (OSError, ValueError, KeyError):
            return False


if __name__ == "__main__":
    sys.exit(not is_alive(sys.argv[1]))
