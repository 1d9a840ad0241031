"""Forms of an event: its days and window, the units that report, the filter of the list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from agencies.actions.calendar import MOST_WARN_DAYS, ensure_fits, latest_of_kind, stamp_of
from agencies.enums import EventKind, Level
from agencies.event_rights import managed_agencies
from agencies.forms.law_texts import DayField, LineField
from agencies.models import Agency, Event, User
from agencies.refusals import Refused

LONGEST = 400
DEFAULT_DAYS = 15
_NEAREST, _NONE = "gan-nhat", ""
_PREVIOUS = 30


def _days(label: str, most: int, initial: int, help_text: str = "") -> forms.IntegerField:
    """A number of days from 0 to `most`."""
    sentence = f"Ghi số ngày từ 0 đến {most}."
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, initial=initial, help_text=help_text,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )  # fmt: skip


class EventForm(forms.Form):
    """Lập, sửa sự kiện. The window is told by days before and after, as plans tell it."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label="Tên sự kiện",
        max_length=300,
        help_text="Như trong kế hoạch, ví dụ: Kỳ họp thứ 7, Quốc hội khóa XV.",
    )
    kind = forms.ChoiceField(label="Loại sự kiện", choices=EventKind.choices)
    agency = forms.ModelChoiceField(
        label="Cơ quan lập",
        queryset=Agency.objects.none(),
        empty_label=None,
        help_text="Sự kiện có hiệu lực với cơ quan này và mọi đơn vị bên dưới.",
    )
    starts_on = DayField(label="Ngày bắt đầu")
    ends_on = DayField(label="Ngày kết thúc")
    days_before = _days("Theo dõi trước (ngày)", LONGEST, DEFAULT_DAYS)
    days_after = _days("Theo dõi sau (ngày)", LONGEST, DEFAULT_DAYS)
    report_at = forms.TimeField(
        label="Giờ báo cáo nhanh hằng ngày",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Để trống nếu không yêu cầu báo cáo nhanh.",
    )
    warn_days = _days(
        "Báo việc đến hạn sớm hơn (ngày)", MOST_WARN_DAYS, 0,
        "Cộng thêm vào số ngày báo trước thường lệ, trong thời gian theo dõi.",
    )  # fmt: skip
    previous = forms.ChoiceField(
        label="So sánh với sự kiện kỳ trước", required=False, help_text="Cùng loại, đã kết thúc."
    )
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, user: User, event: Event | None = None, **kwargs: Any) -> None:
        usual = {"previous": _NEAREST} if event is None else _as_told(event)
        kwargs["initial"] = {**usual, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.event = event
        own = [a.pk for a in managed_agencies(user)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("path")
        if event is not None:
            del self.fields["agency"]
        self.before = {str(e.pk): e for e in _earlier(user, event)}
        self.fields["previous"].choices = _previous_choices(self.before.values(), event)

    def clean(self) -> dict[str, Any]:
        """Each refusal beside the field it is about."""
        told: dict[str, Any] = super().clean() or {}
        starts, ends = told.get("starts_on"), told.get("ends_on")
        if starts and ends:
            if ends < starts:
                self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
            elif (ends - starts).days > LONGEST:
                self.add_error("ends_on", f"Sự kiện không dài quá {LONGEST} ngày.")
        if not self.errors:
            told["previous_event"] = self._previous(told)
            self._check(told)
        return told

    def dates(self) -> dict[str, tuple[date, date]]:
        """Window and days, as the action takes them."""
        told = self.cleaned_data
        days = told["starts_on"], told["ends_on"]
        before, after = timedelta(days=told["days_before"]), timedelta(days=told["days_after"])
        return {"window": (days[0] - before, days[1] + after), "days": days}

    def _previous(self, told: dict[str, Any]) -> Event | None:
        asked = told.get("previous") or _NONE
        if asked == _NEAREST:
            return latest_of_kind(told["kind"], told.get("agency"), told["starts_on"])
        return self.before.get(asked)

    def _check(self, told: dict[str, Any]) -> None:
        window, days = self.dates().values()
        tried = Event(
            pk=self.event.pk if self.event else None, name=told["name"], kind=told["kind"],
            window_from=window[0], starts_on=days[0], ends_on=days[1], window_to=window[1],
            warn_days=told["warn_days"], previous=told["previous_event"],
        )  # fmt: skip
        try:
            ensure_fits(tried)
        except Refused as refused:
            self.add_error("previous", refused.sentence)


def _as_told(event: Event) -> dict[str, Any]:
    return {
        "name": event.name,
        "kind": event.kind,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "days_before": (event.starts_on - event.window_from).days,
        "days_after": (event.window_to - event.ends_on).days,
        "report_at": event.report_at,
        "warn_days": event.warn_days,
        "previous": str(event.previous_id) if event.previous_id else _NONE,
        "note": event.note,
        "seen": stamp_of(event),
    }


def _earlier(user: User, event: Event | None) -> list[Event]:
    """Events to compare with, newest first; the one compared with now is always among them."""
    seen = Event.objects.visible_to(user).exclude(pk=event.pk if event else None)
    own = [a.pk for a in managed_agencies(user)]
    found = list(seen.filter(Q(agency__in=own) | Q(agency=None)).order_by("-ends_on")[:_PREVIOUS])
    if event and event.previous and event.previous not in found:
        found.append(event.previous)
    return found


def _previous_choices(earlier: Any, event: Event | None) -> list[tuple[str, Any]]:
    """Under the name of their kind."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for each in earlier:
        line = f"{each.name} ({each.starts_on:%d/%m/%Y})"
        kinds.setdefault(each.get_kind_display(), []).append((str(each.pk), line))
    nearest = [(_NEAREST, "Sự kiện cùng loại gần nhất")] if event is None else []
    return [*nearest, (_NONE, "Không so sánh"), *kinds.items()]


class EventUnitsForm(forms.Form):
    """Which units owe the daily report; a whole level may be ticked at once."""

    units = forms.ModelMultipleChoiceField(queryset=Agency.objects.none(), required=False)
    whole = forms.MultipleChoiceField(choices=Level.choices, required=False)

    def __init__(self, *args: Any, possible: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = possible
        self.fields["units"].queryset = possible

    def chosen(self) -> list[Agency]:
        """Those ticked and those of the levels ticked whole."""
        ticked = {agency.pk for agency in self.cleaned_data["units"]}
        levels = set(self.cleaned_data["whole"])
        return [a for a in self.possible if a.pk in ticked or a.level in levels]
