"""A Chromium for the browser tests: one that exists, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATTERNS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium_headless_shell-*/*/*headless*shell",
)


def find() -> str | None:
    """Path of a usable browser; TCD_CHROMIUM names another one."""
    if chosen := os.environ.get("TCD_CHROMIUM"):
        return chosen
    for name in NAMES:
        if path := shutil.which(name):
            return path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    found = (path for pattern in PATTERNS for path in sorted(cache.glob(pattern)))
    return next((str(path) for path in found), None)


def install_own() -> bool:
    """Let Playwright fetch its build; False where it cannot be reached."""
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
