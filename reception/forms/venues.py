"""The form of a place of reception with the bodies that receive there."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from agencies.enums import Level
from agencies.models import Agency
from complaints.forms.fields import DayField
from reception.actions.venues import MemberInput
from reception.forms.fields import LineField
from reception.models import Venue

_LEVELS = (
    Level.PROVINCE,
    Level.PROVINCE_INSPECTORATE,
    Level.RECEPTION_BOARD,
    Level.DEPARTMENT,
    Level.PARTY,
)
SPARE_ROWS = 4
MOST_MEMBERS = 20


def possible_members(agency: Agency, on: date) -> QuerySet[Agency]:
    """Bodies of the same province that could receive beside `agency`: those with a seat at province
    level. Their names are public; nothing of their work is."""
    root = agency.code.split("-")[0]
    same_province = Q(code=root) | Q(code__startswith=f"{root}-")
    found = Agency.objects.in_force(on).filter(same_province, level__in=_LEVELS)
    return found.exclude(pk=agency.pk).order_by("sort_key")


class VenueForm(forms.Form):
    """Trụ sở, địa điểm tiếp công dân."""

    name = LineField(label="Tên trụ sở, địa điểm", max_length=200)
    address = LineField(label="Địa chỉ", max_length=300)
    is_headquarters = forms.BooleanField(
        label="Là Trụ sở tiếp công dân (nhiều cơ quan cùng tiếp)", required=False
    )


class MemberForm(forms.Form):
    """Một cơ quan tham gia."""

    agency = forms.ModelChoiceField(
        label="Cơ quan, tổ chức", queryset=Agency.objects.none(), empty_label="Chọn…"
    )
    representative = LineField(label="Người đại diện", max_length=200, required=False)
    document = LineField(label="Văn bản cử người đại diện", max_length=120)
    valid_from = DayField(label="Tham gia từ ngày")
    valid_to = DayField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Agency], **kwargs: Any) -> None:
        """`bodies` is read once for all rows: their choices come from its cache."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = bodies
        self.fields["agency"].choices = [("", "Chọn…"), *((b.pk, b.name) for b in bodies)]

    def as_input(self) -> MemberInput:
        names = [name for name in self.fields if name != "DELETE"]
        return MemberInput(**{name: self.cleaned_data[name] for name in names})


class _Members(forms.BaseFormSet):
    """Rows that were filled; a row marked or emptied falls away."""

    def inputs(self) -> list[MemberInput]:
        return [
            form.as_input()
            for form in self.forms
            if form.cleaned_data.get("agency") and not form.cleaned_data.get("DELETE")
        ]


MemberFormSet = forms.formset_factory(
    MemberForm,
    formset=_Members,
    extra=SPARE_ROWS,
    max_num=MOST_MEMBERS,
    validate_max=True,
    can_delete=True,
)


def members_of(venue: Venue | None) -> list[dict[str, Any]]:
    """What the rows start with."""
    if venue is None:
        return []
    names = ("agency", "representative", "document", "valid_from", "valid_to")
    rows = venue.members.select_related("agency").order_by("agency__sort_key")
    return [{name: getattr(member, name) for name in names} for member in rows]
