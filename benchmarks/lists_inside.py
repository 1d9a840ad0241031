"""Fills the database of the environment, or makes one file of a register and says what that took."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from agencies.units.build import build_demo
from benchmarks import register_rows
from benchmarks.register_inside import Memory
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Source
from complaints.models import Matter, Petition
from law.periods import parse_period
from records.enums import Book
from records.models import RegisterCounter
from reports.all_kinds import kind_of
from reports.models import Report

YEAR = register_rows.YEAR
_SPACE = UUID("0f3c2a77-5a0e-4b60-8a4e-8f0a0f1c9e11")
_MEGABYTE = 1024  # of the kilobytes that getrusage tells
_BATCH = 2000


def main(what: str, agency_code: str, kind: str, count: str) -> None:
    if what == "fill":
        _fill(agency_code, kind, int(count))
        return
    sys.stdout.write(json.dumps(_made(agency_code, what, kind, int(count))))


def _fill(code: str, kind: str, count: int) -> None:
    if not Agency.objects.filter(code=code).exists():
        build_demo(now=timezone.now(), units=0)
    agency = Agency.objects.get(code=code)
    if kind == "visits":
        register_rows.write(agency, count)
        return
    with transaction.atomic():
        for first in range(1, count + 1, _BATCH):
            rows = list(_petitions(agency, first, min(first + _BATCH, count + 1), count))
            Matter.objects.bulk_create(matter for matter, _ in rows)
            Petition.objects.bulk_create(petition for _, petition in rows)
        RegisterCounter.objects.create(agency=agency, book=Book.PETITIONS, year=YEAR, last=count)


def _petitions(
    agency: Agency, first: int, end: int, count: int
) -> Iterator[tuple[Matter, Petition]]:
    officer = agency.memberships.select_related("user").first().user
    scope = {"agency": agency, "scope_path": agency.path}
    for number in range(first, end):
        chance = random.Random(number)
        on = date(YEAR, 1, 2) + timedelta(days=number * 360 // count)
        done = number % 4 != 0
        told = {
            "kind": (PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION)[number % 2],
            "field": (Field.LAND, Field.POLICY, Field.OTHER)[number % 3],
            "petitioner_label": f"Hoàng Văn Bình {number}",
            "locality": "xã Tân Thanh",
        }
        words = " ".join(chance.choices(register_rows.WORDS, k=12)).capitalize()
        matter = Matter(
            **scope, **told, id=uuid5(_SPACE, f"matter {number}"), title=words, opened_on=on
        )
        petition = Petition(
            **scope, **told, id=uuid5(_SPACE, f"petition {number}"), matter=matter, number=number,
            year=YEAR, source=(Source.POST, Source.DESK, Source.PORTAL)[number % 3], received_on=on,
            entered_at=timezone.now(), entered_by=officer, signatories=1 + number % 5,
            summary=words, content=words,
            state=PetitionState.PROCESSED if done else PetitionState.RECEIVED,
            outcome=Outcome.GUIDE if done else "",
            processed_on=on + timedelta(days=number % 9) if done else None,
        )  # fmt: skip
        yield matter, petition


def _made(code: str, form: str, kind: str, count: int) -> dict[str, object]:
    """Milliseconds and the most memory that making one file of a register takes."""
    agency = Agency.objects.select_related("parent", "oversees").get(code=code)
    report = _report(agency, kind, _period(agency, kind, count))
    made = report.figures["count"]
    before, memory = _peak(), Memory()
    begun, spent = time.perf_counter(), _spent()
    with memory:
        content = kind_of(kind).files[form](report)
    took, spent = time.perf_counter() - begun, _spent() - spent
    found: dict[str, object] = {
        "ms": took * 1000, "cpu_ms": round(spent * 1000, 1), "lines": made,
        # `peak_mb`: this process and its children at one moment; `own_mb`: what getrusage says of
        # this process alone, `added_mb`: how much more than before the file was begun.
        "peak_mb": memory.peak // _MEGABYTE // 1024, "own_mb": _peak(), "added_mb": _peak() - before,
        "size_mb": round(len(content) / 1024 / 1024, 1),
    }  # fmt: skip
    return {**found, "pages": _pages(content)} if form == "pdf" else found


def _report(agency: Agency, kind: str, code: str) -> Report:
    period = parse_period(code)
    figures = kind_of(kind).figures(agency=agency, period=period, today=date(YEAR + 1, 1, 5))
    return Report(
        kind=kind, agency=agency, scope_path=agency.path, period=code, starts_on=period.start,
        ends_on=period.end, figures=figures, sha256="0" * 64, made_at=timezone.now(),
    )  # fmt: skip


def _period(agency: Agency, kind: str, count: int) -> str:
    """The days from the first of the year that hold about so many lines."""
    whole = RegisterCounter.objects.get(agency=agency, book=kind, year=YEAR).last
    days = min(362, 360 * count // whole - (0 if count == whole else 2))
    return f"{YEAR}-01-01..{date(YEAR, 1, 2) + timedelta(days=days)}"


def _spent() -> float:
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE


def _pages(content: bytes) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so.pdf"
        path.write_bytes(content)
        told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True)
    return next(
        int(line.split()[1]) for line in told.stdout.splitlines() if line.startswith("Pages")
    )
