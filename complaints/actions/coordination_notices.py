"""Who is told of a coordination request: the liaisons of the receiver, or its heads; the asker.

One sentence without a citizen's name; of a sealed matter only that something waits (design.md, 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Permission, Role
from agencies.told import people_of, people_with
from complaints.enums import CoordinationState
from complaints.models import CoordinationRequest, Liaison
from records.actions import notices
from records.enums import NoticeTopic

_BATCH = 500
_WEEK = timedelta(days=7)


def receivers_of(agency: Agency, on: date) -> list[User]:
    """Đầu mối of the agency that day who still work there; without one, its heads; else everybody
    there who may take a request in."""
    may = {user.pk: user for user in people_with(Permission.COORDINATE, agency, on=on)}
    named = (
        Liaison.objects.filter(agency=agency, from_on__lte=on)
        .filter(Q(to_on__isnull=True) | Q(to_on__gte=on))
        .values_list("user_id", flat=True)
    )
    liaisons = [may[pk] for pk in dict.fromkeys(named) if pk in may]
    return liaisons or people_of(agency, Role.HEAD, on=on) or list(may.values())


def tell_asked(request: CoordinationRequest, now: datetime) -> None:
    """The receiver."""
    said = (
        f"{request.agency.short_name} yêu cầu phối hợp: {request.get_kind_display().lower()}; "
        f"tiếp nhận trước {_moment(request.accept_by)}."
    )
    people = receivers_of(request.to_agency, timezone.localdate(now))
    _give(request, people, "den", said, "Có yêu cầu phối hợp chờ tiếp nhận.", now)


def tell_accepted(request: CoordinationRequest, now: datetime) -> None:
    """The asker."""
    said = f"{request.to_agency.short_name} đã tiếp nhận yêu cầu phối hợp."
    _give(request, [request.asked_by], "nhan", said, "Yêu cầu phối hợp đã được tiếp nhận.", now)


def tell_answered(request: CoordinationRequest, now: datetime) -> None:
    """The asker: done, or declined with a reason."""
    done = request.state == CoordinationState.DONE
    said = f"{request.to_agency.short_name} {'đã trả lời' if done else 'không tiếp nhận'} yêu cầu"
    _give(
        request, [request.asked_by], "tra_loi", f"{said} phối hợp.",
        "Yêu cầu phối hợp đã có trả lời.", now,
    )  # fmt: skip


def tell_taken_back(request: CoordinationRequest, now: datetime) -> None:
    """The receiver."""
    people = receivers_of(request.to_agency, timezone.localdate(now))
    said = f"{request.agency.short_name} đã rút yêu cầu phối hợp."
    _give(request, people, "rut", said, "Một yêu cầu phối hợp đã được rút.", now)


def remind_of_requests(*, now: datetime) -> int:
    """Both sides hear once that nobody took a request in, and once that no answer came. Looks a week
    back, so that a missed hour costs nothing and the cost does not grow. Returns how many were told."""
    waiting = CoordinationRequest.objects.select_related("agency", "to_agency", "asked_by")
    not_taken = waiting.filter(
        state=CoordinationState.ASKED, accept_by__lt=now, accept_by__gte=now - _WEEK
    )
    not_answered = waiting.filter(
        state=CoordinationState.ACCEPTED, answer_by__lt=now, answer_by__gte=now - _WEEK
    )
    return _remind(not_taken, "cham_nhan", "tiếp nhận", now) + _remind(
        not_answered, "cham_tra_loi", "trả lời", now
    )


def _remind(late: QuerySet[CoordinationRequest], what: str, step: str, now: datetime) -> int:
    told = 0
    for request in late.iterator(_BATCH):
        due = request.accept_by if step == "tiếp nhận" else request.answer_by
        people = [*receivers_of(request.to_agency, timezone.localdate(now)), request.asked_by]
        said = (
            f"Yêu cầu phối hợp của {request.agency.short_name} gửi {request.to_agency.short_name} "
            f"quá hạn {step} lúc {_moment(due)}."
        )
        bare = f"Một yêu cầu phối hợp quá hạn {step}."
        told += _give(request, people, what, said, bare, now, NoticeTopic.OVERDUE)
    return told


def _give(
    request: CoordinationRequest,
    users: Iterable[User],
    what: str,
    said: str,
    bare: str,
    now: datetime,
    topic: NoticeTopic = NoticeTopic.COORDINATION,
) -> int:
    return notices.give(
        users=users, key=f"coordination:{request.pk.hex}:{what}",
        sentence=bare if request.secrecy else said, url_name="coordination_detail",
        subject_id=request.pk, now=now, topic=topic,
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M ngày %d/%m/%Y}"
