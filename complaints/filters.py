"""Filters of the lists of petitions and hot spots."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from agencies.event_filter import ByEvent, event_field, phase_field
from agencies.models import Agency
from agencies.roles import Permission
from complaints.enums import (
    Field,
    HotLevel,
    HotState,
    Outcome,
    PetitionKind,
    PetitionState,
    Secrecy,
    Source,
)
from complaints.handlers import handlers_of
from complaints.models import HotSpot, Petition
from complaints.place_names import places
from complaints.procedure.names import Stage
from complaints.selectors import SOON, TOO_LONG
from records.filtering import FilterForm
from records.search import newest_of_kind

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"
_MINE, _NOBODYS = "toi", "chua"
MOST_FOUND = 300
ENDED = "ended"
_ENDED = (HotState.REJECTED, HotState.CLOSED, HotState.LAPSED)
FLAG_STATES = [
    (HotState.CONFIRMED.value, "Đang theo dõi"),
    (HotState.PROPOSED.value, "Đề xuất chờ quyết định"),
    (ENDED, "Đã kết thúc, không xác nhận"),
]
_CUT = f"Từ này có ở rất nhiều đơn: danh sách chỉ xét {MOST_FOUND} đơn mới nhất khớp từ."
_STAGES = [(s.value, s.label) for s in Stage if s not in (Stage.INTAKE, Stage.NOT_ACCEPTED)]


def _choice(label: str, field: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, field_name=field, choices=choices, empty_label=_ALL
    )


def _agencies(request: Any) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user).order_by("sort_key")


class ByAgency(django_filters.FilterSet):
    """Whoever sees one agency alone is not asked which."""

    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan", field_name="agency", queryset=_agencies, empty_label=_ALL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = self.request.user.access
        if not access.prefixes and len(access.own_ids) < 2:
            del self.filters["co_quan"]


class PetitionFilter(ByEvent, ByAgency):
    """Kind, state, field, agency, days of receipt or of an event, lateness, words."""

    loai = _choice("Loại đơn", "kind", PetitionKind.choices)
    tinh_trang = _choice("Tình trạng", "state", PetitionState.choices)
    giai_doan = _choice("Giai đoạn", "proceeding__stage", _STAGES)
    huong = _choice("Hướng xử lý", "outcome", Outcome.choices)
    nguon = _choice("Nguồn đơn", "source", Source.choices)
    linh_vuc = _choice("Lĩnh vực", "field", Field.choices)
    tu = django_filters.DateFilter(
        label="Nhận từ ngày", field_name="received_on", lookup_expr="gte", widget=_DAY
    )
    den = django_filters.DateFilter(
        label="Đến ngày", field_name="received_on", lookup_expr="lte", widget=_DAY
    )
    su_kien = event_field()
    ky_sk = phase_field()
    qua_han = django_filters.ChoiceFilter(
        label="Thời hạn",
        method="lateness",
        choices=[
            ("co", "Quá hạn"),
            ("sap", "Đến hạn trong 7 ngày"),
            ("treo", "Quá 45 ngày chưa xử lý"),
        ],
        empty_label=_ALL,
    )
    giu = django_filters.ChoiceFilter(
        label="Người thụ lý",
        method="held_by",
        choices=[(_MINE, "Tôi"), (_NOBODYS, "Chưa phân công")],
        empty_label=_ALL,
    )
    xep = django_filters.ChoiceFilter(
        label="Xếp theo",
        method="as_it_is",
        choices=[("han", "Hạn gần nhất")],
        empty_label="Ngày nhận",
    )
    q = django_filters.CharFilter(label="Số đơn, họ tên, nội dung", method="words", max_length=100)

    class Meta:
        model = Petition
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (str(person.pk), person.full_name)
            for agency in self.request.user.access.agencies_with(Permission.ASSIGN_WORK)
            for person in handlers_of(agency, timezone.localdate())
        ]
        kept = self.filters["giu"].extra["choices"]
        self.filters["giu"].extra["choices"] = [*kept, *people]

    word_note = ""

    def lateness(self, rows: QuerySet[Petition], name: str, answer: str) -> QuerySet[Petition]:
        today = timezone.localdate()
        if answer == "treo":
            return rows.filter(state=PetitionState.RECEIVED, received_on__lte=today - TOO_LONG)
        if answer == "co":
            return rows.overdue(today)
        return rows.filter(next_due_on__gte=today, next_due_on__lte=today + SOON)

    def held_by(self, rows: QuerySet[Petition], name: str, who: str) -> QuerySet[Petition]:
        """By the one who holds it; heads may name a colleague."""
        if who == _NOBODYS:
            return rows.filter(holder=None)
        return rows.filter(holder=self.request.user.pk if who == _MINE else who)

    def as_it_is(self, rows: QuerySet[Petition], name: str, order: str) -> QuerySet[Petition]:
        """The order is the paging's (views.petitions)."""
        return rows

    def words(self, rows: QuerySet[Petition], name: str, asked: str) -> QuerySet[Petition]:
        """A number of the open register (12 or 12/2026), or words without accents. What is sealed
        has no search row: it is found by its alias or by words of its own summary."""
        number, _, year = asked.strip().partition("/")
        if number.isdecimal() and number.isascii() and len(number) < 7:
            rows = rows.filter(number=int(number), secrecy=Secrecy.OPEN)
            return rows.filter(year=int(year)) if year.isdecimal() and len(year) == 4 else rows
        return rows.filter(pk__in=[*self._open_ids(asked), *self._sealed_ids(rows, asked)])

    def _open_ids(self, asked: str) -> list[UUID]:
        """The newest that the search finds: a frequent word must not be read through the register."""
        found = newest_of_kind(
            self.request.user, asked, kind="petition", today=timezone.localdate(), most=MOST_FOUND
        )
        if len(found) == MOST_FOUND:
            self.word_note = _CUT
        return [row.subject_id for row in found]

    def _sealed_ids(self, rows: QuerySet[Petition], asked: str) -> list[UUID]:
        words = Q(petitioner_label__icontains=asked) | Q(summary__icontains=asked)
        # Newest by a column without index: the words are looked up, the register is not walked.
        sealed = rows.filter(words, secrecy__gt=Secrecy.OPEN).order_by("-entered_at")
        return list(sealed.values_list("pk", flat=True)[:MOST_FOUND])


class HotSpotFilter(ByEvent, ByAgency):
    """Level, state, owner, day of the next review, field, commune, agency, window of an event.

    Opened without a state it shows what is watched; of an event whatever was raised in its window.
    """

    tinh_trang = django_filters.ChoiceFilter(
        label="Tình trạng", method="in_state", choices=FLAG_STATES, empty_label=_ALL
    )
    muc = _choice("Mức", "level", HotLevel.choices)
    phu_trach = django_filters.ChoiceFilter(
        label="Người phụ trách",
        method="owned_by",
        choices=[(_MINE, "Tôi"), (_NOBODYS, "Chưa giao")],
        empty_label=_ALL,
    )
    xem_lai = django_filters.ChoiceFilter(
        label="Ngày xem lại",
        method="review_due",
        choices=[("den", "Đã đến ngày"), ("sap", "Trong 7 ngày tới"), ("chua", "Chưa hẹn")],
        empty_label=_ALL,
    )
    linh_vuc = _choice("Lĩnh vực", "matter__field", Field.choices)
    dia_ban = django_filters.ChoiceFilter(
        label="Nơi phát sinh", method="in_commune", choices=[], empty_label=_ALL
    )
    su_kien = event_field()
    ky_sk = phase_field()

    class Meta:
        model = HotSpot
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "tinh_trang" not in data and not data.get("su_kien"):
            data = data.copy()
            data["tinh_trang"] = HotState.CONFIRMED.value
        super().__init__(data, *args, **kwargs)
        if communes := places().choices(self.request.user):
            self.filters["dia_ban"].extra["choices"] = communes
        else:
            del self.filters["dia_ban"]

    def in_state(self, rows: QuerySet[HotSpot], name: str, answer: str) -> QuerySet[HotSpot]:
        return rows.filter(state__in=_ENDED) if answer == ENDED else rows.filter(state=answer)

    def owned_by(self, rows: QuerySet[HotSpot], name: str, who: str) -> QuerySet[HotSpot]:
        return rows.filter(owner=None if who == _NOBODYS else self.request.user)

    def review_due(self, rows: QuerySet[HotSpot], name: str, answer: str) -> QuerySet[HotSpot]:
        """Of the flags that are watched: the others are reviewed no more."""
        rows, today = rows.confirmed(), timezone.localdate()
        if answer == "chua":
            return rows.filter(review_on=None)
        if answer == "den":
            return rows.filter(review_on__lte=today)
        return rows.filter(review_on__gt=today, review_on__lte=today + SOON)

    def in_commune(self, rows: QuerySet[HotSpot], name: str, code: str) -> QuerySet[HotSpot]:
        """Where a petition of the matter arose."""
        arose = Petition.objects.filter(matter=OuterRef("matter_id"), commune_code=code)
        return rows.filter(Exists(arose))

    def of_event(self, rows: QuerySet[HotSpot], name: str, value: str) -> QuerySet[HotSpot]:
        """Raised on a day of the window: the list has no days of its own to set."""
        return rows.filter(raised_at__date__range=self.chosen.span) if self.chosen else rows
