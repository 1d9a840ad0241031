"""Fills the database of the environment, or prints its register and says what that took."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Agency
from agencies.units.build import build_demo
from benchmarks import register_rows
from reception.actions.book import ask_register_book
from reception.book_rows import BookAsked, keeps_register
from reception.jobs import run_register_book
from records.actions.files import path_of
from records.enums import Book
from records.models import Job, StoredFile

_EVERY = 0.01
_MEGABYTE = 1024 * 1024


def main(what: str, agency_code: str, count: str) -> None:
    if what == "fill":
        build_demo(now=timezone.now(), units=0)
        register_rows.write(Agency.objects.get(code=agency_code), int(count))
        return
    agency = Agency.objects.get(code=agency_code)
    sys.stdout.write(json.dumps(_printed(agency, what, int(count))))


def _printed(agency: Agency, form: str, count: int) -> dict[str, object]:
    """Seconds, statements and the most memory that the job and its children held together."""
    job = _job(agency, form)
    memory = Memory()
    begun, spent = time.perf_counter(), _spent()
    with memory, CaptureQueriesContext(connection) as statements:
        run_register_book(job=job, now=timezone.now())
    took = time.perf_counter() - begun
    spent = _spent() - spent
    stored = StoredFile.objects.filter(parent_id=job.pk).latest("stored_at")
    found: dict[str, object] = {
        "ms": took * 1000, "cpu_ms": round(spent * 1000, 1),
        "statements": len(statements), "peak_mb": memory.peak // _MEGABYTE,
        "size_mb": round(stored.size / _MEGABYTE, 1),
    }  # fmt: skip
    if form == "pdf":
        numbers = _numbers(path_of(stored.sha256))
        found["consecutive"] = numbers == list(range(1, count + 1))
        found["pages"] = _pages(path_of(stored.sha256))
    return found


def _job(agency: Agency, form: str) -> Job:
    keepers = (one.user for one in agency.memberships.select_related("user"))
    keeper = next(user for user in keepers if agency in keeps_register(user).get(Book.VISITS, []))
    asked = BookAsked(agency, Book.VISITS, register_rows.YEAR)
    return ask_register_book(asked=asked, form=form, by=keeper, now=timezone.now())


def _spent() -> float:
    """Processor seconds of this process and of its children that have ended."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


class Memory:
    """The most bytes that this process and its children held at one moment."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while not self._over.wait(_EVERY):
            pids = [str(os.getpid()), *filter(_is_itself, _children())]
            self.peak = max(self.peak, sum(_resident(pid) for pid in pids) * page)


def _children() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += (task / "children").read_text().split()
        except OSError:
            continue
    return found


def _is_itself(pid: str) -> bool:
    """False in the moment between fork and exec, when a child still shows its parent's memory."""
    try:
        return b"typst_child" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _resident(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0


def _numbers(path: Path) -> list[int]:
    """What stands in the column of numbers of the book, page after page."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "so.txt"
        subprocess.run(
            ["pdftotext", "-layout", "-r", "72", "-x", "28", "-y", "106", "-W", "34", "-H", "425",
             str(path), str(text)],
            check=True,
        )  # fmt: skip
        words = text.read_text(encoding="utf-8").split()
    return [int(word) for word in words if re.fullmatch(r"\d+", word)]


def _pages(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told).group(1))  # type: ignore[union-attr]
