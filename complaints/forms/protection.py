"""Forms of the protection of denouncers: a request, and one form for each step of a file."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from complaints.forms.fields import AnswerField, DayField, LineField, TextField
from complaints.protection.names import (
    Asked,
    Body,
    EndGround,
    Measure,
    Relation,
    Step,
    Way,
    Wish,
    Working,
    article_of,
)
from complaints.protection.told import PersonTold, RequestTold

_DAY = {"required": "Hãy ghi ngày.", "invalid": "Hãy ghi ngày như 18/11/2026."}
_CHOICE = {"required": "Hãy chọn một mục.", "invalid_choice": "Hãy chọn một mục trong danh sách."}
_NAMELESS = "Không ghi họ tên, địa chỉ ở đây; nội dung được mã hóa trong hồ sơ kín."
_LONGEST = 4000
SPARE = 4
_KIN = [choice for choice in Relation.choices if choice[0] != Relation.DENOUNCER]


class KinForm(forms.Form):
    """One relative: kind of relation, and the name that goes into the vault."""

    relation = forms.ChoiceField(
        label="Quan hệ với người tố cáo", choices=[("", "Chưa ghi"), *_KIN], required=False
    )
    working = forms.ChoiceField(
        label="Diện làm việc", choices=[("", "Chưa ghi"), *Working.choices], required=False
    )
    full_name = LineField(label="Họ tên", max_length=120, required=False)
    address = LineField(label="Địa chỉ, nơi làm việc", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("full_name", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def is_used(self) -> bool:
        return any(self[name].value() for name in ("relation", "full_name", "address"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_used and not cleaned.get("relation"):
            self.add_error("relation", "Hãy chọn quan hệ với người tố cáo.")
        return cleaned

    def told(self) -> PersonTold:
        data = self.cleaned_data
        working = Working(data["working"] or Working.OTHER)
        return PersonTold(Relation(data["relation"]), working, data["full_name"], data["address"])


class RequestForm(forms.Form):
    """Ghi đề nghị bảo vệ (Luật Tố cáo 2018, art. 50)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label="Cách đề nghị", choices=Way.choices, widget=forms.RadioSelect, initial=Way.WRITTEN,
        error_messages=_CHOICE,
    )  # fmt: skip
    requested_on = DayField(label="Ngày đề nghị", error_messages=_DAY)
    asked = forms.MultipleChoiceField(
        label="Nội dung được đề nghị bảo vệ", choices=Asked.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ đề nghị giữ kín họ tên thân nhân: chọn “Bí mật thông tin”, bỏ dấu ở “Người tố cáo "
        "cần được bảo vệ” và ghi thân nhân bên dưới.",
        error_messages={"required": "Hãy chọn nội dung được đề nghị bảo vệ."},
    )  # fmt: skip
    reason = TextField(
        label="Lý do và nội dung đề nghị", rows=5, max_length=_LONGEST,
        help_text="Ai đe dọa, trù dập thế nào, từ khi nào; lời kể được mã hóa trong hồ sơ kín.",
        error_messages={"required": "Hãy ghi rõ lý do và nội dung đề nghị bảo vệ."},
    )  # fmt: skip
    protects_denouncer = forms.BooleanField(
        label="Người tố cáo cần được bảo vệ", required=False, initial=True
    )
    working = forms.ChoiceField(
        label="Người tố cáo làm việc theo diện", choices=Working.choices, initial=Working.OTHER,
        error_messages=_CHOICE,
    )  # fmt: skip

    def __init__(self, *args: Any, decides: bool, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "requested_on": today,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        if not decides:
            self.fields["way"].choices = [c for c in Way.choices if c[0] != Way.OWN]
        data = self.data if self.is_bound else None
        self.kin = [KinForm(data, prefix=f"kin-{place}") for place in range(SPARE)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place, form in enumerate(self.kin, start=1):
            if not form.is_valid():
                self.add_error(None, f"Thân nhân thứ {place}: hãy xem lại chỗ được đánh dấu.")
        return cleaned

    def told(self) -> RequestTold:
        """What was typed, as one value; only when valid."""
        data = self.cleaned_data
        denouncer = PersonTold(Relation.DENOUNCER, Working(data["working"]))
        kin = tuple(form.told() for form in self.kin if form.is_used)
        return RequestTold(
            way=Way(data["way"]),
            requested_on=data["requested_on"],
            asked=tuple(Asked(one) for one in data["asked"]),
            reason=data["reason"],
            people=(*((denouncer,) if data["protects_denouncer"] else ()), *kin),
        )


def _measures() -> list[Any]:
    """The closed list under its articles."""
    heads = {"56": "Bí mật thông tin (điều 56)", "57": "Vị trí công tác, việc làm (điều 57)",
             "58": "Tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm (điều 58)"}  # fmt: skip
    return [
        (head, [choice for choice in Measure.choices if article_of(choice[0]) == article])
        for article, head in heads.items()
    ]


def _text(label: str, help_text: str = _NAMELESS, *, required: bool = True) -> TextField:
    return TextField(
        label=label, rows=4, max_length=_LONGEST, help_text=help_text, required=required,
        error_messages={"required": "Hãy ghi nội dung này."},
    )  # fmt: skip


def _people(known: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Người được bảo vệ", widget=forms.CheckboxSelectMultiple, required=False,
        choices=[(str(one.pk), f"{one} – {one.get_working_display()}") for one in known.people],
    )  # fmt: skip


class StepForm(forms.Form):
    """The form of one step; `known`: what the page read of the file (people, letters, standing)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: Step, known: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": known.version, "happened_on": today, "starts_on": today,
            **kwargs.get("initial", {}),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields |= _FIELDS[step](known)

    def said(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _happened(label: str) -> DayField:
    return DayField(label=label, error_messages=_DAY)


def _decision(known: Any) -> dict[str, forms.Field]:
    return {
        "people": _people(known),
        "measures": forms.MultipleChoiceField(
            label="Biện pháp", choices=_measures(), widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "consents_to_move": forms.BooleanField(
            label="Người được bảo vệ đồng ý bố trí công tác khác", required=False
        ),
    }  # fmt: skip


def _standing(known: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Thôi áp dụng biện pháp", choices=known.standing, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


_ON_PAPER = "In trên văn bản: không ghi họ tên, địa chỉ; chỗ ấy ghi tay trên bản giấy."
_FIELDS: dict[Step, Any] = {
    Step.WRITTEN: lambda known: {
        "happened_on": _happened("Ngày văn bản đề nghị"),
        "text": _text("Nội dung chính của văn bản"),
    },
    Step.VERIFY: lambda known: {
        "happened_on": _happened("Ngày có kết quả xác minh"),
        "is_founded": AnswerField(
            label="Đề nghị có căn cứ, có tính xác thực",
            error_messages={"required": "Hãy chọn có hoặc không."},
        ),
        "text": _text("Kết quả xác minh"),
    },
    Step.APPLY: lambda known: {
        **_decision(known),
        "starts_on": _happened("Thời điểm bắt đầu bảo vệ"),
        "text": _text("Căn cứ, trách nhiệm của nơi thực hiện", _ON_PAPER),
    },
    Step.REFUSE: lambda known: {"text": _text("Lý do không áp dụng", _ON_PAPER)},
    Step.LETTER: lambda known: {
        "body": forms.ChoiceField(
            label="Gửi đến", choices=Body.choices, error_messages=_CHOICE
        ),
        "addressee": LineField(
            label="Tên nơi nhận", max_length=160,
            error_messages={"required": "Hãy ghi nơi nhận văn bản."},
        ),
        "text": _text("Nội dung yêu cầu, đề nghị", _ON_PAPER),
    },
    Step.ANSWER: lambda known: {
        "letter": forms.ChoiceField(
            label="Trả lời văn bản", choices=known.waiting_letters, error_messages=_CHOICE
        ),
        "happened_on": _happened("Ngày trả lời"),
        "was_done": AnswerField(
            label="Nơi nhận thực hiện được",
            error_messages={"required": "Hãy chọn có hoặc không."},
        ),
        "text": _text("Kết quả, hoặc lý do không thực hiện được", required=False),
    },
    Step.ASK_CHANGE: lambda known: {
        "wish": forms.ChoiceField(
            label="Người được bảo vệ đề nghị", choices=Wish.choices, error_messages=_CHOICE
        ),
        "happened_on": _happened("Ngày văn bản đề nghị"),
        "text": _text("Nội dung đề nghị"),
    },
    Step.CHANGE: lambda known: {
        **_decision(known),
        "stops": _standing(known),
        "text": _text("Căn cứ, nội dung thay đổi, bổ sung", _ON_PAPER),
    },
    Step.REPORT: lambda known: {
        "happened_on": _happened("Ngày báo cáo"),
        "text": _text("Kết quả thực hiện biện pháp bảo vệ"),
    },
    Step.DECLINE: lambda known: {
        "happened_on": _happened("Ngày từ chối"),
        "text": _text("Người được bảo vệ từ chối thế nào, vì sao"),
    },
    Step.END: lambda known: {
        "ground": forms.ChoiceField(
            label="Căn cứ chấm dứt", choices=EndGround.choices, widget=forms.RadioSelect,
            error_messages=_CHOICE,
        ),
        "text": _text("Số, ngày văn bản là căn cứ; tình hình", _ON_PAPER),
    },
    Step.FILE: lambda known: {
        "file": forms.FileField(
            label="Tệp", max_length=200, error_messages={"required": "Hãy chọn tệp."},
            help_text="PDF, PNG, JPG, DOCX, XLSX, TXT, MD, tối đa 20 MB; tệp và tên tệp được mã hóa.",
        ),
        "happened_on": _happened("Ngày của tài liệu"),
        "text": _text("Tài liệu gì: loại, số, nơi lập"),
    },
}  # fmt: skip


class ReaderForm(forms.Form):
    """Nêu tên người được biết hồ sơ."""

    user = forms.ModelChoiceField(
        label="Người được biết", queryset=User.objects.none(), empty_label="Chọn một người",
        error_messages={"required": "Hãy chọn một người.", "invalid_choice": "Hãy chọn một người."},
    )  # fmt: skip
    reason = LineField(
        label="Vì sao cần biết", max_length=200,
        error_messages={"required": "Hãy ghi vì sao người này cần biết hồ sơ."},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
