"""Ghi tình hình by hand: several agencies, or agencies that disagree, from a closed list with a note."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.actions import locks
from complaints.actions.assessment_jobs import ask_soon
from complaints.enums import FactKind, SituationNote
from complaints.models import Matter, MatterFact
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb

_LONGEST = 300


@transaction.atomic
def note_situation(
    *,
    matter_id: UUID,
    note: SituationNote,
    happened_on: date,
    said: str = "",
    by: User,
    now: datetime,
) -> MatterFact:
    """Writes one fact without a record behind it; the same one twice is refused."""
    matter = _matter(matter_id, by)
    if happened_on > timezone.localdate(now):
        raise Refused("Ngày không thể ở tương lai.")
    note, text = SituationNote(note), tidy(said)
    sentence = f"{note.label}: {text}" if text else f"{note.label}."
    if len(sentence) > _LONGEST:
        raise Refused(f"Ghi chú quá dài; hãy rút gọn còn {_LONGEST - len(note.label) - 2} ký tự.")
    kind = FactKind.AGENCIES if note == SituationNote.AGENCIES else FactKind.DISAGREEMENT
    by_hand = MatterFact.objects.filter(matter=matter, kind=kind, reference_id=None)
    if by_hand.filter(sentence=sentence).exists():
        raise Refused("Tình hình này đã được ghi cho vụ việc.")
    fact: MatterFact = MatterFact.objects.create(
        matter=matter, kind=kind, happened_on=happened_on, amount=1, sentence=sentence
    )
    _tell(matter, "ghi_tinh_hinh", None, kind, by, now)
    return fact


@transaction.atomic
def take_back_note(*, fact_id: UUID, by: User, now: datetime) -> Matter:
    """Bỏ một tình hình đã ghi tay: it was a mistake, or holds no more. Facts of records stay."""
    seen = Matter.objects.visible_to(by).values("pk")
    fact = MatterFact.objects.get(pk=fact_id, matter__in=seen)
    matter = _matter(fact.matter_id, by)
    if fact.reference_id is not None:
        raise Refused("Dữ kiện này do hồ sơ ghi; hãy đính chính ở hồ sơ ấy.")
    kind = FactKind(fact.kind)
    fact.delete()
    _tell(matter, "bo_tinh_hinh", kind, None, by, now)
    return matter


def _matter(pk: UUID, by: User) -> Matter:
    matter = locks.matter(pk=pk, by=by)
    if Permission.FLAG_HOTSPOT not in permissions_in(by, matter.agency):
        raise NotAllowed("Vai trò của bạn ở cơ quan này không ghi tình hình của vụ việc.")
    if matter.closed_on is not None:
        raise Refused(f"Vụ việc đã kết thúc ngày {matter.closed_on:%d/%m/%Y}.")
    return matter


def _tell(
    matter: Matter,
    step: str,
    was: FactKind | None,
    stands: FactKind | None,
    by: User,
    now: datetime,
) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=matter, now=now, details={"buoc": step},
        before={"du_kien": was.label if was else ""},
        after={"du_kien": stands.label if stands else ""},
    )  # fmt: skip
    ask_soon(matter.pk, now=now)
