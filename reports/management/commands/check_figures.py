"""`manage.py check_figures --agency CODE --period P` and `--overview --as USER`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from law.errors import LawError
from law.periods import parse_period
from records.moment import one_moment
from reports.actions.making import ensure_existed, period_for
from reports.actions.weekly import week_of_code
from reports.all_kinds import kind_of
from reports.checking import Checked, check_overview, check_weekly
from reports.checks import finding
from reports.checks.whole import check_whole
from reports.enums import ReportKind


class Command(BaseCommand):
    help = "Đối chiếu từng con số với danh sách, từng quan hệ của biểu; nêu rõ hồ sơ làm lệch."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--overview", action="store_true", help="đối chiếu trang tổng quan")
        parser.add_argument("--as", dest="username", help="tên đăng nhập của người xem tổng quan")
        parser.add_argument("--agency", help="mã đơn vị, ví dụ LS-TTT")
        parser.add_argument("--period", help="kỳ báo cáo, ví dụ 2026-6T; tuần, ví dụ 2026-W46")
        parser.add_argument("--json", action="store_true", help="chỉ in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = _overview(options) if options["overview"] else _of_period(options)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        except LawError as error:
            raise CommandError(str(error)) from None
        broken = len(result.broken)
        if options["json"]:
            self.stdout.write(json.dumps(_answer(result), ensure_ascii=False))
        elif isinstance(result, finding.Checked):
            self._tell_findings(result)
        else:
            self._tell(result)
        if broken:
            raise CommandError(f"Có {broken} con số không khớp.")

    def _tell(self, result: Checked) -> None:
        for line in result.broken:
            self.stdout.write(
                f"{line['table']}, {line['agency']}, {line['relation']}: "
                f"{line['left']} khác {line['right']}; hồ sơ: {', '.join(line['cases'])}"
            )
        self.stdout.write(f"Đã đối chiếu {result.checked} con số, {len(result.broken)} không khớp.")

    def _tell_findings(self, result: finding.Checked) -> None:
        for head, found in (("Không khớp", result.broken), ("Cần xem lại", result.notes)):
            for one in found:
                self.stdout.write(f"{head}: {one.sentence}")
        self.stdout.write(
            f"Đã đối chiếu {result.checked} con số, {len(result.broken)} không khớp, "
            f"{len(result.notes)} cần xem lại."
        )


def _answer(result: Checked | finding.Checked) -> dict[str, Any]:
    if isinstance(result, finding.Checked):
        return result.as_json()
    return {"checked": result.checked, "broken": result.broken}


def _overview(options: dict[str, Any]) -> Checked:
    if not options["username"]:
        raise Refused("Hãy cho biết người xem: --overview --as TÊN_ĐĂNG_NHẬP.")
    user = User.objects.filter(username=options["username"]).first()
    if user is None:
        raise Refused(f"Không có tài khoản “{options['username']}”.")
    if not user.may(Permission.SEE_OVERVIEW):
        raise Refused(f"Tài khoản “{user.username}” không xem được trang tổng quan.")
    return check_overview(user=user, today=timezone.localdate())


def _of_period(options: dict[str, Any]) -> Checked | finding.Checked:
    if not options["agency"] or not options["period"]:
        raise Refused("Hãy ghi --agency và --period, hoặc --overview và --as.")
    agency = Agency.objects.filter(code=options["agency"]).first()
    if agency is None:
        raise Refused(f"Không có đơn vị nào mang mã “{options['agency']}”.")
    today = timezone.localdate()
    if parse_period(options["period"]).code.partition("-")[2].startswith("W"):
        week = week_of_code(options["period"], today=today)
        return check_weekly(agency=agency, period=week, today=today)
    period = period_for(options["period"], kind_of(ReportKind.STATUTORY), today=today)
    ensure_existed(agency, period)
    with one_moment():
        return check_whole(agency=agency, period=period, today=today)
