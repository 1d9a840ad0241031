"""Set-up after the Python packages: system packages, front-end parts, keys; fast when done."""

import sys

from config.local import cluster, frontend, keys, system
from config.local.failure import Unavailable
from config.local.lock import alone


def main(*, tests: bool) -> None:
    """Bring this machine to where the product (and with `tests` its tests) can run."""
    with alone("setup"):
        system.ensure(tests=tests)
        frontend.ensure()
        keys.secret_key()
        keys.identity_key(may_create=not cluster.folder().is_dir())


if __name__ == "__main__":
    try:
        main(tests="--tests" in sys.argv)
    except Unavailable as failure:
        sys.exit(str(failure))
