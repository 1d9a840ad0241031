"""Programs, libraries and fonts of the operating system that Python packages cannot bring."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

from config.local import chromium
from config.local.failure import Unavailable

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)


def _library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _font_with_vietnamese(name: str) -> bool:
    """True when a file of this name has "ế": releases 1.x of Liberation lack Vietnamese letters."""
    files = (path for folder in FONT_FOLDERS if folder.is_dir() for path in folder.rglob(name))
    return any(_draws(path, "ế") for path in files)


def _draws(path: Path, letter: str) -> bool:
    with TTFont(path, lazy=True) as font:
        return ord(letter) in font.getBestCmap()


# Debian package → is what we need of it there? The Dockerfile installs the first table as well.
PRODUCT: dict[str, Callable[[], bool]] = {
    "libpango-1.0-0": lambda: _library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": lambda: _library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: _library("libharfbuzz-subset.so.0"),
    # Times metrics with every Vietnamese letter: the face of official documents.
    "fonts-liberation2": lambda: _font_with_vietnamese("LiberationSerif-Regular.ttf"),
}
TESTS: dict[str, Callable[[], bool]] = {
    "poppler-utils": lambda: bool(shutil.which("pdftotext") and shutil.which("pdftoppm")),
    "chromium": lambda: chromium.find() is not None,
}


def missing(table: dict[str, Callable[[], bool]]) -> list[str]:
    """Packages whose content is not on this machine."""
    return [package for package, is_there in table.items() if not is_there()]


def _administrator() -> list[str] | None:
    """Words before a command that needs root; None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if allowed.returncode else ["sudo", "-n"]


def _install(packages: Iterable[str]) -> bool:
    apt, before = shutil.which("apt-get"), _administrator()
    if apt is None or before is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def run(*words: str) -> bool:
        command = [*before, apt, "-q", "-y", *words]
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        return done.returncode == 0

    install = ("install", "--no-install-recommends", *packages)
    return run(*install) or (run("update") and run(*install))


def ensure(*, tests: bool) -> None:
    """Install what is missing when allowed; else one sentence names it."""
    table = {**PRODUCT, **TESTS} if tests else PRODUCT
    packages = missing(table)
    if not packages:
        return
    print(f"Đang cài gói hệ thống: {' '.join(packages)}…", flush=True)
    _install(packages)
    if "chromium" in missing(table):
        chromium.install_own()
    if still := missing(table):
        raise Unavailable(
            f"Máy này còn thiếu gói hệ thống, hãy cài rồi chạy lại: {' '.join(still)}."
        )
