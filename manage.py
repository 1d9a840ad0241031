#!/usr/bin/env python
"""Command line of the product."""

import os
import sys

from config.local.environment import prepare
from config.local.failure import Unavailable


def main() -> None:
    """Prepare the machine, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        prepare(sys.argv[1:])
    except Unavailable as failure:
        sys.exit(str(failure))
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - after the environment
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as failure:
        sys.exit(str(failure))
    except OperationalError as failure:
        reason = str(failure).strip().splitlines()[0]
        sys.exit(f"Cơ sở dữ liệu không trả lời: {reason}")


if __name__ == "__main__":
    main()
