"""An agency lays out its desk form: required fields, and questions of its own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from reception.enums import AnswerKind
from reception.layout import MOST_QUESTIONS, REQUIRABLE
from reception.models import DeskLayout, DeskQuestion
from records.actions import ledger
from records.enums import Verb


def _ensure(by: User, agency: Agency) -> None:
    if agency not in by.access.agencies_with(Permission.SET_UP_DESK):
        raise NotAllowed("Vai trò của bạn không có quyền sắp xếp biểu mẫu bàn tiếp.")


@transaction.atomic
def require_fields(
    *, agency: Agency, required: Iterable[str], by: User, now: datetime
) -> DeskLayout:
    """Says which optional fields everybody fills in; only those of the closed list."""
    _ensure(by, agency)
    wanted = [name for name in REQUIRABLE if name in set(required)]
    was = list(DeskLayout.objects.filter(agency=agency).values_list("required", flat=True))
    layout, _ = DeskLayout.objects.update_or_create(
        agency=agency, defaults={"scope_path": agency.path, "required": wanted}
    )
    said = was[0] if was else []
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=layout, now=now, details={"bat_buoc": wanted},
        before={"bat_buoc": [REQUIRABLE.get(name, name) for name in said]},
        after={"bat_buoc": [REQUIRABLE[name] for name in wanted]},
    )  # fmt: skip
    return layout


@transaction.atomic
def ask_question(
    *,
    agency: Agency,
    label: str,
    kind: AnswerKind,
    choices: Sequence[str] = (),
    is_required: bool = False,
    by: User,
    now: datetime,
) -> DeskQuestion:
    """Adds one question at the end of the form. A question is about the matter, never about what a
    person is or has done (design.md section 2 is told beside the form)."""
    _ensure(by, agency)
    asked = DeskQuestion.objects.filter(agency=agency, retired_on=None)
    if asked.count() >= MOST_QUESTIONS:
        raise Refused(f"Mỗi cơ quan đặt tối đa {MOST_QUESTIONS} câu hỏi riêng.")
    offered = list(dict.fromkeys(filter(None, map(tidy, choices))))
    if kind == AnswerKind.CHOICE and len(offered) < 2:
        raise Refused("Câu hỏi chọn một phải có ít nhất hai lựa chọn.")
    question = DeskQuestion(
        agency=agency,
        scope_path=agency.path,
        position=DeskQuestion.objects.filter(agency=agency).count() + 1,
        label=tidy(label),
        kind=kind,
        choices=offered if kind == AnswerKind.CHOICE else [],
        is_required=is_required,
    )
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:
        raise Refused("Câu hỏi này đã có trong biểu mẫu.") from None
    ledger.write(by=by, verb=Verb.CREATE, subject=question, now=now)
    return question


@transaction.atomic
def retire_question(*, question_id: UUID, by: User, now: datetime) -> DeskQuestion:
    """Asks it no longer; answers given so far stay with their visits."""
    question: DeskQuestion = (
        DeskQuestion.objects.visible_to(by).select_related("agency").get(pk=question_id)
    )
    _ensure(by, question.agency)
    if question.retired_on is None:
        question.retired_on = timezone.localtime(now).date()
        question.save(update_fields=["retired_on"])
        ledger.write(by=by, verb=Verb.CHANGE, subject=question, now=now, details={"bo": True})
    return question
