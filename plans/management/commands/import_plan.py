"""manage.py import_plan FILE: a plan document becomes a structured plan."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import Agency
from agencies.refusals import Refused
from plans.actions.importing import import_plan, read_document
from plans.matching import find_issuer
from plans.parser import PlanDocument


class Command(BaseCommand):
    help = "Đọc một kế hoạch (DOCX, PDF, TXT, Markdown) thành nhiệm vụ theo đơn vị."
    # Reading a file asks nothing of pages.
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP")
        parser.add_argument("--agency", metavar="MÃ", help="cơ quan ban hành; bỏ trống thì tự tìm")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc, không lưu")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        content = _content(path)
        try:
            document = read_document(content)
            agency = _agency(options["agency"]) if options["agency"] else None
            if not options["dry_run"]:
                self._save(document, agency, path.name, content, quiet=options["json"])
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(json.dumps(document.as_json(), ensure_ascii=False, indent=2))
        else:
            self._show(document)

    def _save(
        self, document: PlanDocument, agency: Agency | None, name: str, content: bytes, quiet: bool
    ) -> None:
        agency = agency or find_issuer(document)
        plan, new = import_plan(
            agency=agency, name=name, content=content, by=None, now=timezone.now(), accepted=True
        )
        if not quiet:
            said = "Đã nhập" if new else "Đã có từ trước"
            self.stdout.write(f"{said}: {plan} của {agency.name} ({agency.code}).")

    def _show(self, document: PlanDocument) -> None:
        number = document.number or f"…/{document.symbol or ''}"
        self.stdout.write(f"{document.issuer or 'Không rõ cơ quan'} · {number}: {document.title}")
        self.stdout.write(
            f"{len(document.tasks)} nhiệm vụ, {len(document.legal_bases)} văn bản được viện dẫn."
        )
        for task in document.tasks:
            leads = ", ".join(u.name for u in task.units if u.role == "lead")
            doubt = "" if task.sure else " (cần xem lại)"
            self.stdout.write(f"- {leads}: {task.text[:100]}{doubt}")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp “{path}”.") from error


def _agency(code: str) -> Agency:
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise CommandError(f"Không có đơn vị nào mang mã “{code}”.")
    return agency
