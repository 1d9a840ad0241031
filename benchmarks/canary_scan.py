"""Looks for byte strings in everything that a folder holds, packed files and PDFs included."""

import gzip
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path


def unpack(folder: Path, into: Path) -> int:
    """Writes the texts of PDFs, office files and gzip files beside them, so that grep reads them."""
    made = 0
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            head = file.read(5)
        text = _text(path, head)
        if text:
            (into / f"{made:05}").write_bytes(text)
            made += 1
    return made


def _text(path: Path, head: bytes) -> bytes:
    if head == b"%PDF-":
        done = subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True, check=False)
        return done.stdout
    if head.startswith(b"PK\x03\x04") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    if head.startswith(b"\x1f\x8b"):
        with gzip.open(path) as packed_file:
            return packed_file.read()
    return b""


def hits(places: Iterable[Path], forms: Iterable[bytes]) -> list[str]:
    """Files in which any of the forms stands; grep reads bytes, whatever they mean."""
    with tempfile.NamedTemporaryFile(prefix="chuoi-", dir="/var/tmp") as patterns:
        patterns.write(b"\n".join(sorted(forms)) + b"\n")
        patterns.flush()
        done = subprocess.run(
            ["grep", "-r", "-a", "-l", "-F", "-f", patterns.name, *map(str, places)],
            capture_output=True, text=True, check=False, env={"LC_ALL": "C"},
        )  # fmt: skip
    if done.returncode > 1:
        raise RuntimeError(f"grep: {done.stderr[-500:]}")
    return done.stdout.splitlines()
