"""manage.py anchor_ledger: seals what is new and gives the head of the ledger, to keep elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from records.actions.sealing_ledger import seal_ledger
from records.ledger.anchor_sheet import sheet
from records.ledger.anchors import Anchor
from records.ledger.keys import known_keys
from records.ledger.seals import Seal
from records.ledger_models import LedgerSeal


class Command(BaseCommand):
    help = "Niêm phong phần mới của sổ vết và lập neo để giữ ở nơi khác (tệp, hoặc tờ in có mã QR)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output",
            default="",
            metavar="TỆP",
            help="ghi neo vào tệp; đuôi .pdf: tờ in có mã QR; thiếu: in ra màn hình",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seal_ledger(now=timezone.now())
            anchor = _head()
            if not options["output"]:
                self.stdout.write(anchor.line)
                return
            path = Path(options["output"])
            path.write_bytes(sheet(anchor) if path.suffix == ".pdf" else _text(anchor))
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        except OSError as error:
            raise CommandError(f"Không ghi được {path}: {error.strerror}.") from None
        self.stdout.write(f"Đã ghi neo của niêm phong số {anchor.seal} vào {path}.")


def _head() -> Anchor:
    last = LedgerSeal.objects.order_by("-number").first()
    if last is None:
        raise Refused("Sổ vết chưa có dòng nào để niêm phong.")
    return Anchor.of(Seal.of(last), known_keys().get(last.key_id, ""))


def _text(anchor: Anchor) -> bytes:
    return (anchor.line + "\n").encode()
