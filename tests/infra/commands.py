"""Runs commands of the checkout as a person would: a clean environment, no keyboard."""

import os
import subprocess
import sys
from pathlib import Path

from config.local.places import CHECKOUT

OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "IDENTITY_KEY_FILE",
    "FILES_DIR",
    "BEAT_SCHEDULE_FILE",
    "TCD_DB_ROLE",
    "TCD_DATA_DIR",
)


def environment(**variables: object) -> dict[str, str]:
    """The environment of the machine without ours, plus what the test sets."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return clean | {name: str(value) for name, value in variables.items()}


def python(*arguments: object, **variables: object) -> subprocess.CompletedProcess[str]:
    """Run the Python of the checkout to its end."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=CHECKOUT,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def spawn(*command: object, output: Path, **variables: object) -> subprocess.Popen[bytes]:
    """Start a program that goes on; what it says is in the file."""
    with open(output, "wb") as log:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd=CHECKOUT,
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
