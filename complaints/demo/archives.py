"""Files of matters that are over: of each of two agencies one lies at the archives and two wait for it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from agencies.units.order import DemoOrder
from complaints.actions.archiving import FileTold, hand_over_files
from complaints.actions.ending_matters import end_matter, what_still_runs
from complaints.archive_rows import proposed, waiting
from complaints.demo.places import Desk, desks
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.running_matters import end_of

_AGENCIES = ("LS-BTCD", "LS-SKHCN")
_ENDED = 3
_LOOKED_AT = 40
_REASON = "Đã trả lời bằng văn bản; không còn nội dung phải giải quyết, theo dõi."


def tell_archives(order: DemoOrder, now: datetime) -> None:
    """The matters that were settled first end on the day they were settled; one file is handed over."""
    for desk in desks(staffed_only=True):
        if desk.agency.code in _AGENCIES:
            _end_some(desk, now)
            _hand_over_one(desk, now)


def _end_some(desk: Desk, now: datetime) -> None:
    rows = Matter.objects.filter(
        agency=desk.agency, secrecy=Secrecy.OPEN, closed_on=None, hot_level=""
    )
    settled = rows.annotate(over_on=end_of()).exclude(over_on=None).order_by("over_on", "pk")
    over = [matter for matter in settled[:_LOOKED_AT] if not what_still_runs(matter)]
    for matter in over[:_ENDED]:
        day: date = max(matter.over_on, matter.opened_on)
        end_matter(matter_id=matter.pk, ended_on=day, reason=_REASON, by=desk.handler, now=now)


def _hand_over_one(desk: Desk, now: datetime) -> None:
    first = waiting(desk.handler).filter(agency=desk.agency).order_by("closed_on", "pk").first()
    if first is None:
        return
    hand_over_files(
        files=[FileTold(first.pk, proposed(first).term, "KNTC.01", 36)],
        document_number="01/BB-GNHS", document_on=timezone.localdate(now),
        received_by="Bộ phận văn thư, lưu trữ hiện hành", by=desk.handler, now=now,
    )  # fmt: skip
