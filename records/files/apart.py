"""Asks the process of its own (child.py) about one file: nothing sent is parsed where pages are made."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from records.files.kinds import SECONDS, TOO_HARD, Area, Bad, Checked

_HOUSE = Path(__file__).resolve().parents[2]
# No path of the person's own, no variable of the environment: secrets stay here.
_PROGRAM = [sys.executable, "-s", "-E", "-B", "-m", "records.files.child"]


def check(*, name: str, content: bytes, limit: int, private: bool) -> Checked:
    """The file as it may be kept. Raises Bad."""
    said, made = _ask(content, do="check", name=name, limit=limit, private=private)
    return Checked(made, said["content_type"], tuple(said["removed"]))


def count(content: bytes, suffix: str) -> int:
    """How many pages there are to look at. Raises Bad."""
    return int(_ask(content, do="count", suffix=suffix)[0]["pages"])


def page(content: bytes, suffix: str, number: int, *, grid: bool = False) -> bytes:
    """One page as a JPEG. Raises Bad."""
    return _ask(content, do="page", suffix=suffix, page=number, grid=grid)[1]


def redact(content: bytes, suffix: str, areas: Mapping[int, Sequence[Area]]) -> bytes:
    """A new PDF from the pictures of all pages. Raises Bad."""
    told = {str(number): list(some) for number, some in areas.items()}
    return _ask(content, do="redact", suffix=suffix, areas=told)[1]


def texts(content: bytes, name: str) -> list[str]:
    """What can be read in a file that was checked. Raises Bad."""
    return list(_ask(content, do="texts", name=name)[0]["texts"])


def _ask(content: bytes, **told: Any) -> tuple[dict[str, Any], bytes]:
    order = base64.b64encode(json.dumps(told).encode()) + b"\n"
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed program, the file comes as data
            _PROGRAM, input=order + content, capture_output=True, cwd=_HOUSE, env={},
            timeout=SECONDS * 2, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Bad(TOO_HARD) from None
    head, _line, made = ended.stdout.partition(b"\n")
    if ended.returncode or not head:
        raise Bad(TOO_HARD)
    said = json.loads(head)
    if "refused" in said:
        raise Bad(said["refused"])
    return said, made
