"""Forms of reports: what to make, what to list, the words of a draft, the answer, sending days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from records.filtering import FilterForm
from reports.actions.making import ensure_existed, period_for
from reports.all_kinds import kind_of
from reports.enums import ReportKind, ReportState
from reports.forms import units_of
from reports.kinds import KindSpec
from reports.outline import OUTLINE, Section
from reports.period_choices import FREE, choices, first_whole, takes_free_days
from reports.rights import made_by

# Fifty pages of a document hold about 150,000 letters; this is twice that.
WORDS_LIMIT = 300_000
_TOO_LONG = f"Lời văn dài quá {WORDS_LIMIT:,} ký tự (khoảng 100 trang); hãy rút gọn.".replace(
    ",", "."
)


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MakeForm(forms.Form):
    """Which report to make: kind, unit, period, and the dates of the letter that asks for it."""

    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), empty_label=None
    )
    period = forms.CharField(label="Kỳ báo cáo", widget=forms.Select)
    starts_on = forms.DateField(
        label="Lấy số liệu từ ngày", required=False, widget=_Day(),
        help_text="Chỉ ghi khi chọn khoảng ngày khác, hoặc báo cáo chuyên đề có văn bản ấn định ngày.",
    )  # fmt: skip
    ends_on = forms.DateField(label="đến ngày", required=False, widget=_Day())
    due_on = forms.DateField(
        label="Hạn gửi theo văn bản yêu cầu", required=False, widget=_Day(),
        help_text="Chỉ ghi với báo cáo chuyên đề; báo cáo định kỳ theo hạn của Thông tư.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, today: date, spec: KindSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec, self.today = spec, today
        offered = choices(spec, today)
        self.fields["agency"].queryset = units_for(user, spec, today)
        self.fields["period"].widget.choices = [
            *offered,
            *([(FREE, "Khoảng ngày khác")] if takes_free_days(spec, today) else []),
        ]
        self.fields["kind"].initial = str(spec.kind)
        self.fields["period"].initial = first_whole(offered, today)
        home = user.access.home_agency()
        self.fields["agency"].initial = home.pk if home else None
        self._leave_out(offered)

    def _leave_out(self, offered: list[tuple[str, str]]) -> None:
        """Fields that this kind has no use for."""
        free = takes_free_days(self.spec, self.today)
        if not free:
            del self.fields["starts_on"], self.fields["ends_on"]
        if not self.spec.sends:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        code, parameters = self._asked(cleaned)
        try:
            period = period_for(code, self.spec, today=self.today, parameters=parameters)
        except Refused as refused:
            self.add_error("period", refused.sentence)
            return cleaned
        try:
            ensure_existed(cleaned["agency"], period)
        except Refused as refused:
            self.add_error("agency", refused.sentence)
        return {**cleaned, "period": period.code, "parameters": parameters}

    def _asked(self, cleaned: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
        """The code, and the dates of the letter where they are not the usual ones."""
        code, days = cleaned["period"], (cleaned.get("starts_on"), cleaned.get("ends_on"))
        if code == FREE:
            first, last = (day.isoformat() if day else "" for day in days)
            return f"{first}..{last}", {}
        if not code.endswith("-CD"):
            return code, {}
        names = ("starts_on", "ends_on", "due_on")
        return code, {name: cleaned[name].isoformat() for name in names if cleaned.get(name)}


def units_for(user: User, spec: KindSpec, today: date) -> Any:
    """Agencies for which this user makes such a report."""
    reach = units_of(user, today)
    if not spec.only_own:
        return reach
    own = [agency.pk for agency in made_by(user)]
    return Agency.objects.filter(pk__in=own).order_by("path")


class ListFilter(FilterForm):
    """Filter of the list of reports."""

    loai = forms.ChoiceField(
        label="Loại", choices=[("", "Mọi loại"), *ReportKind.choices], required=False
    )
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", choices=[("", "Mọi tình trạng"), *ReportState.choices], required=False
    )
    period = forms.CharField(label="Kỳ", required=False, max_length=30)
    don_vi = forms.CharField(label="Đơn vị", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].widget.attrs["placeholder"] = "2026-6T, 2026-W46"
        self.fields["don_vi"].widget.attrs["placeholder"] = "tên hoặc mã đơn vị"

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for, without the empty answers; a torn answer asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class WordsForm(forms.Form):
    """The words of a draft, one field under each heading of the outline."""

    edit = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, narrative: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in OUTLINE:
            if section.takes_text:
                self.fields[field_name(section)] = _words(section, narrative.get(section.key, ""))

    def headed(self) -> list[tuple[Section, Any]]:
        """Sections in order with their field, None for a heading alone."""
        return [
            (section, self[field_name(section)] if section.takes_text else None)
            for section in OUTLINE
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if sum(len(value) for value in self.narrative(cleaned).values()) > WORDS_LIMIT:
            raise forms.ValidationError(_TOO_LONG)
        return cleaned

    def narrative(self, cleaned: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Outline key -> text, without control characters, a paragraph a line."""
        given = self.cleaned_data if cleaned is None else cleaned
        return {
            section.key: tidy_words(given.get(field_name(section)) or "")
            for section in OUTLINE
            if section.takes_text
        }


def field_name(section: Section) -> str:
    """muc_I_1_a."""
    return f"muc_{section.key.replace('.', '_')}"


def _words(section: Section, text: str) -> forms.CharField:
    rows = min(12, max(3, len(text) // 110 + text.count("\n") + 1))
    return forms.CharField(
        label=section.title,
        help_text=section.guidance,
        required=False,
        initial=text,
        strip=True,
        max_length=WORDS_LIMIT,
        error_messages={"max_length": _TOO_LONG},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def tidy_words(text: str) -> str:
    """Lines in NFC without control characters; no two empty lines in a row."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip("\n")


class AnswerForm(forms.Form):
    """What the receiver says."""

    comment = forms.CharField(
        label="Ý kiến", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutsideForm(AnswerForm):
    """Who got it outside the system, and how."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = "Nơi nhận, cách gửi, số công văn (nếu có)"
        self.fields["comment"].widget.attrs["rows"] = 2


class ScanForm(forms.Form):
    """The scan of the signed paper."""

    file = forms.FileField(label="Bản quét đã ký (PDF, JPG, PNG)")


_DAY_ERRORS = {
    "min_value": "Kỳ báo cáo chốt số liệu ngày 14, nên không đặt trước ngày 15.",
    "max_value": "Thông tư buộc giữ ngày 20, nên không đặt sau ngày đó.",
}


class SendingDaysForm(forms.Form):
    """Ngày gửi của đơn vị và của chính cơ quan; the circular keeps the 20th (art. 7 clause 2)."""

    units_by = forms.IntegerField(
        label="Đơn vị gửi chậm nhất ngày",
        min_value=15,
        max_value=20,
        error_messages=_DAY_ERRORS,
        help_text="Của tháng cuối kỳ báo cáo; Thông tư 06/2025/TT-TTCP: ngày 17.",
    )
    own_by = forms.IntegerField(
        label="Cơ quan tổng hợp, gửi chậm nhất ngày",
        min_value=15,
        max_value=20,
        error_messages=_DAY_ERRORS,
        help_text="Gửi Thanh tra Chính phủ không được sau ngày 20.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        units, own = cleaned.get("units_by"), cleaned.get("own_by")
        if units and own and own < units:
            self.add_error("own_by", "Ngày tổng hợp, gửi không được trước ngày đơn vị gửi.")
        return cleaned


def spec_asked(code: str) -> KindSpec:
    """The kind a page is asked about; the weekly report when none is named."""
    return kind_of(code or ReportKind.WEEKLY)
