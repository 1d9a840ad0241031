"""Demonstration: a plan written here for the session that runs, approved, issued and lived; a draft
for Tết that waits for the head."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.units.order import DemoOrder
from plans.actions.issuing import issue_plan
from plans.actions.review import accept_plan
from plans.actions.tasks import take_step
from plans.actions.writing import PlanInput, TaskInput, write_plan
from plans.enums import EvidenceKind, TaskKind, UpdateKind
from plans.models import Plan, PlanTask
from plans.writing.names import words_of
from plans.writing.outlines import Outline, filled, outlines

_ISSUER, _AUTHOR, _HEAD = "LS-SKHCN", "so.khcn.ls", "giamdoc.skhcn"
_DRAFTER, _DRAFTED_AT = "xuly.ls", "LS-BTCD"
_ISSUED_BEFORE = 10  # days before the last day of the demonstration


def load(*, order: DemoOrder, now: datetime) -> None:
    """Through the ordinary actions, beside the small year only."""
    event = Event.objects.filter(agency__code="LS", closed_at=None).first()
    if order.is_bulk or event is None:
        return
    _live(_written(event, order.until), order.until)
    _draft_for_tet(order.until)
    order.say("Đã soạn 02 kế hoạch trong hệ thống.")


def _written(event: Event, until: date) -> Plan:
    agency = Agency.objects.get(code=_ISSUER)
    author, head = (User.objects.get(username=name) for name in (_AUTHOR, _HEAD))
    outline = filled(outlines()["ky-hop"], words_of(agency, event.name))
    told = PlanInput(
        **_parts(outline),
        implements="Kế hoạch của UBND tỉnh Lạng Sơn về phối hợp tiếp công dân phục vụ kỳ họp",
        tasks=[*_tasks(outline), *_more(until)],
        signer=head,
        events=[event],
    )
    written_at = _at(until - timedelta(days=_ISSUED_BEFORE + 1), 15)
    plan = write_plan(agency=agency, told=told, by=author, now=written_at)
    issued_at = _at(until - timedelta(days=_ISSUED_BEFORE), 8)
    accept_plan(plan_id=plan.pk, without=set(), by=head, now=issued_at)
    issue_plan(plan_id=plan.pk, by=author, now=issued_at)
    return plan


def _parts(outline: Outline) -> dict[str, object]:
    names = ("title", "bases", "purposes", "contents", "closing", "recipients")
    return {name: getattr(outline, name) for name in names}


def _tasks(outline: Outline) -> list[TaskInput]:
    return [
        TaskInput(
            text=duty.text,
            leads=(duty.lead,),
            kind=TaskKind(duty.kind),
            rhythm=duty.rhythm,
            deadline_text=duty.deadline,
            reports_to=duty.reports_to,
        )
        for duty in outline.duties
    ]


def _more(until: date) -> list[TaskInput]:
    """Tasks of rooms, one in time, one late, one that meets an obstacle."""
    room = "Phòng Chuyển đổi số"
    return [
        TaskInput(
            text="Kiểm tra đường truyền, máy quét và máy in tại nơi tiếp công dân.",
            leads=(room,), cooperates=("Văn phòng Sở",), kind=TaskKind.DUE,
            due_on=until - timedelta(days=5),
        ),
        TaskInput(
            text="Đăng tải Kế hoạch và lịch tiếp công dân trên trang thông tin điện tử của Sở.",
            leads=(room,), kind=TaskKind.DUE, due_on=until - timedelta(days=3),
        ),
        TaskInput(
            text="Cung cấp hồ sơ các kiến nghị về đo lường chất lượng xăng dầu để trả lời công dân.",
            leads=("Chi cục Tiêu chuẩn Đo lường Chất lượng",),
            cooperates=("Phòng Quản lý công nghệ",), kind=TaskKind.DUE,
            due_on=until + timedelta(days=2),
        ),
        TaskInput(
            text="Tổng hợp, đánh giá, rút kinh nghiệm việc thực hiện Kế hoạch.",
            leads=("Văn phòng Sở",), kind=TaskKind.DUE, due_on=until + timedelta(days=9),
            reports_to="Thanh tra tỉnh",
        ),
    ]  # fmt: skip


def _live(plan: Plan, until: date) -> None:
    """What was done until the last day: duty shown, one thing done in time, one late, one stuck."""
    by = User.objects.get(username=_AUTHOR)

    def step(words: str, kind: UpdateKind, days: int, note: str, **told: object) -> None:
        task = PlanTask.objects.get(plan=plan, text__startswith=words)
        day = until - timedelta(days=days)
        take_step(task_id=task.pk, step=kind, by=by, now=_at(day, 16), note=note, happened_on=day,
                  **told)  # fmt: skip

    paper = {"evidence": EvidenceKind.DOCUMENT}
    step("Bố trí cán bộ trực", UpdateKind.EVIDENCE, 8, "Lịch trực đã niêm yết.", **paper,
         document_number="18/LT-SKHCN")  # fmt: skip
    step("Phổ biến, quán triệt", UpdateKind.EVIDENCE, 7, "Quán triệt tại giao ban tuần.", **paper,
         document_number="07/BB-SKHCN")  # fmt: skip
    step("Kiểm tra đường truyền", UpdateKind.DONE, 6, "Thiết bị hoạt động tốt, đã thay 01 máy in.")
    step("Chuẩn bị địa điểm", UpdateKind.DONE, 4, "Phòng tiếp và đường dây nóng đã sẵn sàng.")
    step("Rà soát, lập danh mục", UpdateKind.PROGRESS, 4, "Đã rà soát 02/03 phòng.")
    step("Cung cấp hồ sơ", UpdateKind.BLOCK, 1, "Chờ kết quả kiểm định mẫu của Viện Đo lường.")


def _draft_for_tet(until: date) -> None:
    """Waits for the head of the reception board."""
    agency = Agency.objects.get(code=_DRAFTED_AT)
    words = words_of(agency, f"Tết Nguyên đán năm {until.year + 1}")
    outline = filled(outlines()["tet"], words)
    told = PlanInput(**_parts(outline), tasks=_tasks(outline))
    by = User.objects.get(username=_DRAFTER)
    write_plan(agency=agency, told=told, by=by, now=_at(until - timedelta(days=1), 10))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_default_timezone())
