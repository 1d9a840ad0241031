"""After-action review (đánh giá, rút kinh nghiệm): written, approved by a second person, issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.dates import vn_date
from records.actions import ledger
from records.actions.documents import issue_document
from records.documents import Signer
from records.enums import DocumentKind, Verb
from records.models import IssuedDocument
from reports.enums import ReviewState
from reports.models import AfterAction
from reports.review_document import TEMPLATE, review_context
from reports.weekly import sha256_of
from reports.window_figures import previous_of, window_figures

TEXTS = ("results", "worked", "lacked", "causes", "lessons", "proposals")
NEEDED = {
    "worked": "ưu điểm",
    "lacked": "tồn tại, hạn chế",
    "lessons": "bài học kinh nghiệm",
}


@transaction.atomic
def open_review(*, event_id: UUID, agency: Agency, by: User, now: datetime) -> AfterAction:
    """The review of one agency on one event, made when there is none yet.

    Raises Refused before the event is over, NotAllowed without MAKE_REPORT in the agency.
    """
    _ensure(by, agency, Permission.MAKE_REPORT, "lập báo cáo đánh giá")
    event = Event.objects.visible_to(by).get(pk=event_id)
    if event.ends_on >= timezone.localdate(now) and event.closed_at is None:
        raise Refused(
            f"Sự kiện diễn ra đến hết ngày {vn_date(event.ends_on)}; đánh giá, rút kinh nghiệm lập "
            "từ ngày sau đó."
        )
    review, made = AfterAction.objects.get_or_create(
        event=event,
        agency=agency,
        defaults={"scope_path": agency.path, "made_at": now, "made_by": by},
    )
    if made:
        ledger.write(by=by, verb=Verb.CREATE, subject=review, now=now)
    return review


@transaction.atomic
def write_review(
    *, review_id: UUID, texts: Mapping[str, str], version: int, by: User, now: datetime
) -> AfterAction:
    """Saves the texts of a draft; whoever wrote last is its author, whom another person approves.

    Raises Refused when it was approved or somebody else wrote meanwhile.
    """
    review = _locked(review_id, by)
    _ensure(by, review.agency, Permission.MAKE_REPORT, "sửa báo cáo đánh giá")
    _ensure_draft(review)
    if review.version != version:
        raise Refused("Người khác vừa sửa báo cáo này; hãy xem bản mới rồi ghi tiếp.")
    for name in TEXTS:
        setattr(review, name, texts.get(name, "").strip())
    review.made_by, review.version = by, review.version + 1
    review.save(update_fields=[*TEXTS, "made_by", "version"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=review, now=now)
    return review


@transaction.atomic
def approve_review(*, review_id: UUID, version: int, by: User, now: datetime) -> AfterAction:
    """Freezes texts and figures. The head approves, and never what they wrote themselves."""
    review = _locked(review_id, by)
    _ensure(by, review.agency, Permission.DECIDE_CASE, "duyệt báo cáo đánh giá")
    _ensure_draft(review)
    if review.made_by_id == by.pk:
        raise Refused("Người soạn không tự duyệt; hãy để thủ trưởng khác hoặc cấp trên duyệt.")
    if review.version != version:
        raise Refused("Báo cáo vừa được sửa; hãy đọc bản mới trước khi duyệt.")
    missing = [label for name, label in NEEDED.items() if not getattr(review, name)]
    if missing:
        raise Refused(f"Còn thiếu: {', '.join(missing)}.")
    today = timezone.localdate(now)
    review.figures = window_figures(
        event=review.event,
        previous=previous_of(review.event, by),
        agency=review.agency,
        today=today,
    )
    review.sha256 = sha256_of(review.figures)
    review.state, review.approved_at, review.approved_by = ReviewState.APPROVED, now, by
    review.version += 1
    review.save(
        update_fields=["figures", "sha256", "state", "approved_at", "approved_by", "version"]
    )
    ledger.write(by=by, verb=Verb.CHANGE, subject=review, now=now, details={"viec": "duyệt"})
    return review


@transaction.atomic
def issue_review(*, review_id: UUID, signer: Signer, by: User, now: datetime) -> IssuedDocument:
    """The approved review as a numbered report with its PDF; asked twice it is one document."""
    review = _locked(review_id, by)
    if review.state != ReviewState.APPROVED:
        raise Refused("Báo cáo cần được duyệt trước khi phát hành.")
    if document := issued_of(review):
        return document
    return issue_document(
        agency=review.agency,
        kind=DocumentKind.REPORT,
        subject=review,
        title=f"Đánh giá, rút kinh nghiệm: {review.event.name}",
        template=TEMPLATE,
        context=review_context(review, review.figures, timezone.localdate(now)),
        sealed=False,
        signer=signer,
        by=by,
        now=now,
    )


def issued_of(review: AfterAction) -> IssuedDocument | None:
    """The document issued of a review."""
    found: IssuedDocument | None = (
        IssuedDocument.objects.unscoped("the review was let through")
        .filter(subject_kind=AfterAction._meta.model_name, subject_id=review.pk)
        .first()
    )
    return found


def _locked(review_id: UUID, by: User) -> AfterAction:
    review: AfterAction = (
        AfterAction.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("event__previous", "agency__parent", "agency__oversees", "made_by")
        .get(pk=review_id)
    )
    return review


def _ensure(by: User, agency: Agency, permission: Permission, what: str) -> None:
    if agency not in by.access.agencies_with(permission):
        raise NotAllowed(f"Vai trò của bạn không {what} của cơ quan này.")


def _ensure_draft(review: AfterAction) -> None:
    if review.state != ReviewState.DRAFT:
        raise Refused("Báo cáo đã được duyệt, không sửa được nữa.")
