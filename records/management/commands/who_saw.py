"""manage.py who_saw CASE: who saw a case and all that hangs on it, from the ledger."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from records.actions import ledger
from records.enums import Verb
from records.ledger.readers import agency_names, cases_named, reads_of
from records.models import LedgerEntry


class Command(BaseCommand):
    help = "Liệt kê mọi lần xem, tải, in, mở danh tính của một vụ việc, kể cả lần bị từ chối."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "case",
            metavar="VỤ_VIỆC",
            help="số vào sổ (12/2026), mã định danh, hoặc mã trên biên nhận",
        )
        parser.add_argument("--agency", default="", metavar="MÃ", help="cơ quan giữ sổ")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            cases = cases_named(options["case"], options["agency"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        rows = reads_of(cases)
        names = agency_names(rows)
        ledger.write(
            by=None, verb=Verb.EXPORT, subject=None, now=timezone.now(),
            details={"lenh": "who_saw", "vu_viec": sorted(map(str, cases)), "so_dong": len(rows)},
        )  # fmt: skip
        if options["json"]:
            told = [_told(row, names) for row in rows]
            answer = {"cases": sorted(map(str, cases)), "count": len(rows), "rows": told}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(_line(row, names))
        self.stdout.write(f"Có {len(rows)} lần xem {len(cases)} vụ việc.")


def _told(row: LedgerEntry, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "at": timezone.localtime(row.at).isoformat(timespec="seconds"),
        "user": row.user_label,
        "agency": names.get(row.agency_id, ""),
        "address": row.address or "",
        "verb": row.verb,
        "kind": row.subject_kind,
        "subject": str(row.subject_id or ""),
        "label": row.subject_label,
        "details": row.details,
    }


def _line(row: LedgerEntry, names: dict[Any, str]) -> str:
    where = ", ".join(word for word in (names.get(row.agency_id, ""), row.address) if word)
    who = f"{row.user_label} ({where})" if where else row.user_label
    moment = timezone.localtime(row.at)
    return f"{moment:%d/%m/%Y %H:%M:%S}  {row.get_verb_display()}  {who}: {row.subject_label}"
