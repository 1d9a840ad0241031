"""What of matters a unit that ends leaves, and which successor takes it: read only (ADR 0034)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Agency
from agencies.succession import Heirs, Line
from complaints.enums import (
    CoordinationState,
    PetitionState,
    Receipt,
    ReviewResult,
    Secrecy,
    TransferState,
    UrgeState,
)
from complaints.models import (
    CaseUrge,
    Clock,
    CoordinationRequest,
    HotSpot,
    Matter,
    Petition,
    Proceeding,
    ReviewItem,
    Transfer,
)

MATTERS = "Vụ việc đang mở"
PETITIONS = "Đơn của các vụ việc ấy"
CLOCKS = "Thời hạn đang chạy"
TRANSFERS = "Đơn chuyển đến chờ tiếp nhận"
ASKED = (CoordinationState.ASKED, CoordinationState.ACCEPTED)
_RUNNING = (PetitionState.RECEIVED, PetitionState.ACCEPTED)
_CHUNK = 2000


def open_matters(agency_id: UUID) -> QuerySet[Matter]:
    """Those in which something is still to be done: a duty, a petition, a procedure or an answer
    runs, or a flag stands."""
    of_matter = {"matter": OuterRef("pk")}
    runs = (
        Exists(Clock.objects.filter(**of_matter, finished_on=None))
        | Exists(Petition.objects.filter(**of_matter, state__in=_RUNNING))
        | Exists(Proceeding.objects.filter(petition__matter=OuterRef("pk"), finished_on=None))
        | Exists(
            Transfer.objects.filter(
                petition__matter=OuterRef("pk"),
                state=TransferState.SENT,
                answer_due_on__isnull=False,
            )
        )
        | Exists(HotSpot.objects.open().filter(**of_matter))
    )
    return Matter.objects.filter(runs, agency=agency_id, closed_on=None)


def heirs_of_matters(heirs: Heirs, matters: Iterable[Matter]) -> dict[UUID, Agency | None]:
    """By the commune of the newest petition that names one, then by the place in words."""
    found = list(matters)
    codes: dict[UUID, list[str]] = defaultdict(list)
    named = Petition.objects.filter(matter__in=[m.pk for m in found]).exclude(commune_code="")
    for matter_id, code in named.order_by("-received_on", "-pk").values_list(
        "matter_id", "commune_code"
    ):
        codes[matter_id].append(code)
    return {m.pk: heirs.for_place(codes[m.pk], m.locality) for m in found}


def waiting_transfers(agency_id: UUID) -> QuerySet[Transfer]:
    """The inbox that nobody will open any more."""
    return Transfer.objects.filter(to_agency=agency_id, receipt=Receipt.WAITING)


def preview(heirs: Heirs) -> list[Line]:
    """Counts of what common pages count; a matter with excluded persons is in none of them."""
    agency = heirs.predecessor
    open_ones = open_matters(agency.pk).filter(secrecy__lt=Secrecy.RESTRICTED)
    chosen: dict[UUID, Agency | None] = {}
    for ids in _chunks(list(open_ones.values_list("pk", flat=True))):
        chosen |= heirs_of_matters(heirs, Matter.objects.filter(pk__in=ids))
    matters = Line(MATTERS)
    for heir in chosen.values():
        matters.add(heir)
    if matters.undecided:
        matters.note = "vụ việc chưa rõ địa bàn chờ người có thẩm quyền chọn nơi nhận"
    lines = [matters, *_hanging(chosen), _transfers(heirs)]
    closed = Matter.objects.filter(agency=agency, secrecy__lt=Secrecy.RESTRICTED).count()
    kept = f"hồ sơ lưu, {heirs.sole.short_name} được xem" if heirs.sole else "chỉ cấp trên xem"
    lines.append(Line("Vụ việc đã xong", stays=closed - len(chosen), note=kept))
    return [line for line in lines if line.total]


def _hanging(chosen: dict[UUID, Agency | None]) -> list[Line]:
    """What hangs on these matters goes where they go."""
    waiting = CaseUrge.objects.filter(state=UrgeState.WAITING)
    asked = CoordinationRequest.objects.filter(state__in=ASKED)
    listed = ReviewItem.objects.filter(result=ReviewResult.PENDING)
    rows: list[tuple[str, QuerySet[object]]] = [
        (PETITIONS, Petition.objects.all()),
        (CLOCKS, Clock.objects.filter(finished_on=None)),
        ("Cờ điểm nóng đang mở", HotSpot.objects.open()),
        ("Đôn đốc chờ trả lời", waiting),
        ("Yêu cầu phối hợp chưa xong", asked),
        ("Vụ việc rà soát chưa có kết quả", listed),
    ]
    return [_line(label, found, chosen) for label, found in rows]


def _line(label: str, rows: QuerySet[object], chosen: dict[UUID, Agency | None]) -> Line:
    line = Line(label)
    for ids in _chunks(list(chosen)):
        held = rows.filter(matter__in=ids).order_by().values_list("matter_id", flat=True)
        for matter_id, count in Counter(held).items():
            line.add(chosen[matter_id], count)
    return line


def _transfers(heirs: Heirs) -> Line:
    line = Line(TRANSFERS)
    waiting = waiting_transfers(heirs.predecessor.pk).filter(secrecy__lt=Secrecy.RESTRICTED)
    for transfer in waiting.select_related("petition"):
        line.add(heir_of_transfer(heirs, transfer))
    if line.undecided:
        line.note = "gồm đơn của chính đơn vị kế thừa gửi đến: không tự chuyển về họ"
    return line


def heir_of_transfer(heirs: Heirs, transfer: Transfer) -> Agency | None:
    """None where the successor is the one that sent it: nobody transfers to himself."""
    source = transfer.petition
    heir = heirs.for_place([source.commune_code], source.locality)
    return None if heir is None or heir.pk == source.agency_id else heir


def _chunks(ids: list[UUID]) -> Iterable[Collection[UUID]]:
    return (ids[n : n + _CHUNK] for n in range(0, len(ids), _CHUNK))
