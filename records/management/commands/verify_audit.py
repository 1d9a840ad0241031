"""manage.py verify_audit: is the ledger what was sealed? Names the first broken range (ADR 0040)."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.refusals import Refused
from records.ledger.anchors import FILE, Anchor, read_anchors
from records.ledger.keys import known_keys
from records.ledger.late import open_gaps
from records.ledger.rows import leaves, waiting
from records.ledger.seals import Seal
from records.ledger.verifying import Verdict, examine
from records.ledger_models import LedgerSeal

_NO_SEAL = (
    "Sổ vết chưa có niêm phong nào nên chưa kiểm tra được; hãy niêm phong bằng lệnh "
    "manage.py anchor_ledger."
)


class Command(BaseCommand):
    help = "Kiểm tra sổ vết còn nguyên vẹn so với niêm phong và với neo giữ ở nơi khác."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", default="", metavar="TỆP", help="tệp neo giữ ở nơi khác")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            anchors = _anchors(options["anchor"])
            keys = known_keys()
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        seals = [Seal.of(row) for row in LedgerSeal.objects.order_by("number")]
        verdict = examine(seals, leaves(), anchors, keys, [n for n, _ in waiting(open_gaps())])
        if not seals and not verdict.broken:
            verdict.broken = _NO_SEAL
        seconds = round(time.monotonic() - begun, 1)
        if options["json"]:
            self.stdout.write(json.dumps(_told(verdict, len(anchors), seconds), ensure_ascii=False))
            if verdict.broken:
                raise SystemExit(1)
        elif verdict.broken:
            raise CommandError(verdict.broken)
        else:
            self.stdout.write(_sentence(verdict, len(anchors), seconds))


def _anchors(told: str) -> list[Anchor]:
    """Those of the file named, else those in the anchor folder of the settings. Raises Refused."""
    if told:
        return read_anchors(Path(told))
    kept = Path(settings.LEDGER_ANCHOR_DIR or ".") / FILE
    return read_anchors(kept) if settings.LEDGER_ANCHOR_DIR and kept.exists() else []


def _told(verdict: Verdict, anchors: int, seconds: float) -> dict[str, Any]:
    return {
        "intact": not verdict.broken,
        "sentence": verdict.broken,
        "broken_from": verdict.first_id,
        "broken_to": verdict.last_id,
        "seals": verdict.seals,
        "sealed_rows": verdict.sealed_rows,
        "late_rows": verdict.late_rows,
        "unsealed_rows": verdict.unsealed_rows,
        "anchors": anchors,
        "seconds": seconds,
    }


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _sentence(verdict: Verdict, anchors: int, seconds: float) -> str:
    beside = f"so với {_number(anchors)} neo" if anchors else "không có neo để so"
    return (
        f"Sổ vết nguyên vẹn: {_number(verdict.seals)} niêm phong, "
        f"{_number(verdict.sealed_rows)} dòng ({_number(verdict.late_rows)} dòng đến muộn), "
        f"{beside}; {_number(verdict.unsealed_rows)} dòng mới chưa niêm phong "
        f"({str(seconds).replace('.', ',')} giây)."
    )
