"""`manage.py check_figures --overview --as USER` and `--agency CODE --period 2026-W46`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from reports.actions.weekly import week_of_code
from reports.checking import Checked, check_overview, check_weekly


class Command(BaseCommand):
    help = "Đối chiếu từng con số với danh sách của nó, nêu rõ hồ sơ làm lệch."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--overview", action="store_true", help="đối chiếu trang tổng quan")
        parser.add_argument("--as", dest="username", help="tên đăng nhập của người xem tổng quan")
        parser.add_argument("--agency", help="mã đơn vị, ví dụ LS-TTT")
        parser.add_argument("--period", help="tuần, ví dụ 2026-W46")
        parser.add_argument("--json", action="store_true", help="chỉ in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = _overview(options) if options["overview"] else _weekly(options)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        if options["json"]:
            answer = {"checked": result.checked, "broken": result.broken}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(result)
        if result.broken:
            raise CommandError(f"Có {len(result.broken)} con số không khớp danh sách.")

    def _tell(self, result: Checked) -> None:
        for line in result.broken:
            self.stdout.write(
                f"{line['table']}, {line['agency']}, {line['relation']}: "
                f"{line['left']} khác {line['right']}; hồ sơ: {', '.join(line['cases'])}"
            )
        self.stdout.write(f"Đã đối chiếu {result.checked} con số, {len(result.broken)} không khớp.")


def _overview(options: dict[str, Any]) -> Checked:
    if not options["username"]:
        raise Refused("Hãy cho biết người xem: --overview --as TÊN_ĐĂNG_NHẬP.")
    user = User.objects.filter(username=options["username"]).first()
    if user is None:
        raise Refused(f"Không có tài khoản “{options['username']}”.")
    if not user.may(Permission.SEE_OVERVIEW):
        raise Refused(f"Tài khoản “{user.username}” không xem được trang tổng quan.")
    return check_overview(user=user, today=timezone.localdate())


def _weekly(options: dict[str, Any]) -> Checked:
    if not options["agency"] or not options["period"]:
        raise Refused("Hãy ghi --agency và --period, hoặc --overview và --as.")
    agency = Agency.objects.filter(code=options["agency"]).first()
    if agency is None:
        raise Refused(f"Không có đơn vị nào mang mã “{options['agency']}”.")
    today = timezone.localdate()
    period = week_of_code(options["period"], today=today)
    return check_weekly(agency=agency, period=period, today=today)
