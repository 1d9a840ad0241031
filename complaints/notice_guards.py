"""Who may still see what a notice is about (Kind.NOTICE_SUBJECT): by the page to which it leads."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import F, Model, QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from complaints import held_work, models, succession_page

_ROWS: dict[str, type[Model]] = {
    "petition_detail": models.Petition,
    "petition_chain": models.Petition,
    "urge_new": models.Petition,
    "matter_detail": models.Matter,
    "exclusion_list": models.Matter,
    "hotspot_detail": models.HotSpot,
    "hotspot_decide": models.HotSpot,
    "hotspot_review": models.HotSpot,
    "sighting_detail": models.Sighting,
    "coordination_detail": models.CoordinationRequest,
    "coordination_answer": models.CoordinationRequest,
    "transfer_answer": models.Transfer,
    "urge_answer": models.CaseUrge,
    "review_list_detail": models.ReviewList,
    "review_item_edit": models.ReviewItem,
    "notice_read": models.CaseNotice,
}
_OF_PETITION: dict[str, type[Model]] = {
    "paper_detail": models.CasePaper,
    "case_task": models.CaseTask,
}


def register_guards() -> None:
    """One guard for each page."""
    for name, model in _ROWS.items():
        register(Kind.NOTICE_SUBJECT, name, _seen(model))
    for name, model in _OF_PETITION.items():
        register(Kind.NOTICE_SUBJECT, name, partial(_of_petition, model))
    register(Kind.NOTICE_SUBJECT, "succession_matters", succession_page.units_passed_on)
    register(Kind.NOTICE_SUBJECT, "work_holder", held_work.holders_seen)
    register(Kind.NOTICE_SUBJECT, "transfer_receive", _transfers_received)


def _seen(model: type[Model]) -> Callable[..., QuerySet[Any]]:
    def rows(*, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(user)  # type: ignore[attr-defined]
        return found

    return rows


def _of_petition(model: type[Model], *, user: User) -> QuerySet[Any]:
    """Rows that hang on a petition, with its secrecy: letters tell of open ones alone."""
    found: QuerySet[Any] = model.objects.visible_to(user)  # type: ignore[attr-defined]
    return found.annotate(secrecy=F("petition__secrecy"))


def _transfers_received(*, user: User) -> QuerySet[Any]:
    """Whoever receives sees the transfer, not the sender's case."""
    found: QuerySet[Any] = models.Transfer.objects.received_by(user)
    return found
