"""Review lists (danh sách rà soát): made from criteria, filled in handfuls, issued with a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions.review_jobs import ask_filling, ask_telling, is_filling
from complaints.enums import ReviewState
from complaints.models import Matter, ReviewItem, ReviewList
from complaints.review_criteria import LEAST_MONTHS, LEAST_PEOPLE, Criteria
from complaints.review_pick import CAP, how_many, kinds_of, picked
from complaints.review_snapshot import snapshots
from complaints.running_matters import end_of
from records.actions import ledger
from records.enums import Verb

NOT_YOURS = "Chỉ thủ trưởng, thanh tra được lập danh sách rà soát của cơ quan mình."
# So many are listed while one waits; more are listed by a job.
AT_ONCE = 300
CHUNK = 500
_CARRIED = ("in_charge_id", "leader", "obstacles", "plan", "deadline", "progress")


def make_list(
    *,
    agency: Agency,
    title: str,
    criteria: Criteria,
    as_of: date,
    previous: ReviewList | None = None,
    asked_by: str = "",
    by: User,
    now: datetime,
) -> ReviewList:
    """Lập danh sách rà soát: a draft; what is long is filled by a job."""
    _ensure(by, agency)
    _check(title, criteria, as_of, previous, agency, timezone.localdate(now))
    found = how_many(by, criteria, as_of)
    if not found:
        raise Refused("Không có vụ việc nào theo tiêu chí này; hãy xem lại tiêu chí.")
    with transaction.atomic():
        made = ReviewList(
            agency=agency, scope_path=agency.path, title=title.strip()[:300],
            criteria=criteria.as_json(), as_of=as_of, previous=previous,
            asked_by=asked_by.strip()[:200], made_by=by, made_at=now,
        )  # fmt: skip
        made.save(force_insert=True)
        ledger.write(by=by, verb=Verb.CREATE, subject=made, now=now)
        if found <= AT_ONCE:
            fill_list(review_list=made)
        else:
            ask_filling(made, by=by, now=now)
    return made


def fill_list(*, review_list: ReviewList, tell: Callable[[int], None] | None = None) -> int:
    """Takes the matters in, a handful at a time; begun again it goes on where it stopped. The row of the
    ledger is that of the list."""
    criteria = Criteria.of_json(review_list.criteria)
    rows = picked(review_list.made_by, criteria, review_list.as_of)
    ids = list(
        rows.order_by("agency__sort_key", "opened_on", "pk").values_list("pk", flat=True)[:CAP]
    )
    listed = set(review_list.items.values_list("matter_id", flat=True))
    for start in range(0, len(ids), CHUNK):
        handful = {pk: start + n for n, pk in enumerate(ids[start : start + CHUNK], start=1)}
        fresh = {pk: position for pk, position in handful.items() if pk not in listed}
        if fresh:
            _take_in(review_list, criteria, fresh)
        if tell is not None:
            tell(min(99, (start + CHUNK) * 100 // len(ids)))
    return len(ids)


@transaction.atomic
def _take_in(review_list: ReviewList, criteria: Criteria, positions: dict[UUID, int]) -> None:
    """Locked as every matter is: one that became restricted meanwhile is not taken in."""
    list(Matter.objects.filter(pk__in=positions).order_by("pk").select_for_update().only("pk"))
    rows = picked(review_list.made_by, criteria, review_list.as_of)
    matters = list(
        rows.filter(pk__in=positions).select_related("agency").annotate(ended_on=end_of())
    )
    kept = snapshots(matters, review_list.as_of)
    before = _carried(review_list, list(positions))
    ReviewItem.objects.bulk_create(
        [
            ReviewItem(
                review_list=review_list, matter=matter, agency=matter.agency,
                scope_path=matter.scope_path, secrecy=matter.secrecy,
                position=positions[matter.pk], kinds=kinds_of(matter, criteria),
                snapshot=kept[matter.pk],
                **before.get(matter.pk, {"in_charge_id": matter.agency_id}),
            )
            for matter in matters
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _carried(review_list: ReviewList, matters: list[UUID]) -> dict[UUID, dict[str, object]]:
    """What the list before says of the same matters; its results stay there."""
    if review_list.previous_id is None:
        return {}
    rows = ReviewItem.objects.filter(review_list=review_list.previous_id, matter__in=matters)
    return {
        row["matter_id"]: {name: row[name] for name in _CARRIED}
        for row in rows.values("matter_id", *_CARRIED)
    }


@transaction.atomic
def issue_list(
    *, list_id: UUID, decision_number: str, decision_on: date, by: User, now: datetime
) -> ReviewList:
    """Chốt danh sách with the decision that approves it; its snapshots stand from now on."""
    found: ReviewList = (
        ReviewList.objects.visible_to(by)
        .select_related("agency")
        .select_for_update(of=("self",))
        .get(pk=list_id)
    )
    _ensure(by, found.agency)
    if found.state != ReviewState.DRAFT:
        raise Refused(f"Danh sách đã chốt theo văn bản số {found.decision_number}.")
    if is_filling(found):
        raise Refused("Danh sách đang được lập, chưa chốt được.")
    if not decision_number.strip():
        raise Refused("Hãy ghi số quyết định, văn bản phê duyệt danh sách.")
    if not found.as_of <= decision_on <= timezone.localdate(now):
        raise Refused(f"Ngày quyết định từ {found.as_of:%d/%m/%Y} (ngày của số liệu) đến hôm nay.")
    found.state, found.issued_by, found.issued_at = ReviewState.ISSUED, by, now
    found.decision_number, found.decision_on = decision_number.strip()[:60], decision_on
    found.save(update_fields=["state", "issued_by", "issued_at", "decision_number", "decision_on"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=found, now=now, details={"tinh_trang": found.state}
    )
    ask_telling(found, by=by, now=now)
    return found


def _ensure(by: User, agency: Agency) -> None:
    if agency not in by.access.agencies_with(Permission.REVIEW_MATTERS):
        raise NotAllowed(NOT_YOURS)


def _check(
    title: str,
    criteria: Criteria,
    as_of: date,
    previous: ReviewList | None,
    agency: Agency,
    today: date,
) -> None:
    if not title.strip():
        raise Refused("Hãy ghi tên danh sách.")
    if not criteria.kinds:
        raise Refused("Hãy chọn ít nhất một tiêu chí.")
    if criteria.min_people < LEAST_PEOPLE or criteria.min_months < LEAST_MONTHS:
        raise Refused(
            f"Đông người từ {LEAST_PEOPLE} người; kéo dài từ {LEAST_MONTHS} tháng trở lên."
        )
    if as_of > today:
        raise Refused("Ngày của số liệu không thể ở tương lai.")
    if previous is None:
        return
    earlier = previous.agency_id == agency.pk and previous.as_of <= as_of
    if not earlier or previous.state != ReviewState.ISSUED:
        raise Refused("Danh sách kỳ trước phải của cùng cơ quan, đã chốt và có ngày sớm hơn.")
