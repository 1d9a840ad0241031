"""The fields of a paper: what its form asks, who signs; its sending; the confirmation of a form."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency
from complaints.actions.papers import SignedBy
from complaints.enums import SendWay
from complaints.forms.fields import DayField, LineField, LinesField, MomentField, TextField
from complaints.papers.form import AskKind, Form, FormAsk, Signing
from complaints.papers.said import CAPACITY, POSITION, as_kept
from complaints.papers.signing import NEEDS_TITLE, WORDS, Capacity, capacity_of, heads_of

LONGEST_LINE, MOST = 500, 10_000
_BARE = {AskKind.MOMENT: MomentField, AskKind.DAY: DayField}


class PaperForm(forms.Form):
    """What one form asks, then the signature. Nothing is required of a draft but what it needs to
    be read again: `complete` says what is missing before it is submitted."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, form: Form, agency: Agency, version: int = 0,
        answers: Mapping[str, Any], signer_name: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.paper_form, self.agency = form, agency
        for ask in form.asks:
            self.fields[ask.name] = field_of(ask, needed=ask.required and self.is_signed)
        first = {name: value for name, value in answers.items() if name in self.fields}
        for ask in form.asks:
            if ask.kind is AskKind.LINES and isinstance(first.get(ask.name), list):
                first[ask.name] = "\n".join(first[ask.name])
        self.initial = {"key": uuid.uuid4(), "version": version, **first}
        if self.is_signed:
            self._add_signer(answers, signer_name)

    @property
    def is_signed(self) -> bool:
        """False where those named in the text sign: their paper may leave blanks to fill by hand."""
        return self.paper_form.signing is not Signing.PARTIES

    def _add_signer(self, answers: Mapping[str, Any], signer_name: str) -> None:
        self.fields["signer_name"] = LineField(
            label="Người ký", max_length=120, required=False,
            help_text="Bắt buộc khi trình duyệt.",
        )  # fmt: skip
        if self.paper_form.signing is Signing.OFFICIAL:
            self.fields["capacity"] = forms.ChoiceField(
                label="Quyền hạn ký", choices=[(c.value, WORDS[c]) for c in Capacity]
            )
            self.fields["position"] = LineField(
                label="Chức vụ của người ký", max_length=120, required=False,
                help_text="Ghi khi ký KT., TL., TUQ.: Phó Chủ tịch, Chánh Thanh tra...",
            )  # fmt: skip
        head = next(iter(heads_of(self.agency)), None) if not signer_name else None
        capacity = capacity_of(self.agency, head) if head else Capacity.HEAD
        self.initial |= {
            "signer_name": head.full_name if head else signer_name,
            "capacity": answers.get(CAPACITY, capacity.value),
            "position": answers.get(
                POSITION, head.title if head and capacity in NEEDS_TITLE else ""
            ),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        capacity = data.get("capacity")
        if capacity and Capacity(capacity) in NEEDS_TITLE and not data.get("position"):
            self.add_error("position", "Hãy ghi chức vụ của người ký thay, ký thừa lệnh.")
        return data

    def answers(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        asked = {ask.name for ask in self.paper_form.asks}
        data = self.cleaned_data
        return {name: as_kept(data[name]) for name in asked if data.get(name) not in (None, "", [])}

    def signed_by(self) -> SignedBy:
        data = self.cleaned_data
        return SignedBy(
            data.get("signer_name", ""),
            Capacity(data.get("capacity") or Capacity.HEAD),
            data.get("position", ""),
        )

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        return [self[ask.name] for ask in self.paper_form.asks]

    @property
    def signer_fields(self) -> list[forms.BoundField]:
        names = ("signer_name", "capacity", "position")
        return [self[name] for name in names if name in self.fields]


def field_of(ask: FormAsk, *, needed: bool) -> forms.Field:
    """The field of one question. A draft may leave anything open; `needed` before it is submitted."""
    label = f"{ask.label} •" if needed else ask.label
    told = {"label": label, "required": False, "help_text": help_of(ask)}
    if ask.kind in _BARE:
        return _BARE[ask.kind](**told)
    if ask.kind is AskKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=9999, **told)
    if ask.kind is AskKind.CHOICE:
        return forms.ChoiceField(choices=[(c, c) for c in ask.choices], **told)
    if ask.kind is AskKind.LINES:
        return LinesField(rows=3, max_length=MOST, **told)
    if ask.kind is AskKind.TEXT:
        return TextField(rows=4, max_length=MOST, **told)
    return LineField(max_length=LONGEST_LINE, **told)


def help_of(ask: FormAsk) -> str:
    """Help of the form, and how the columns of a line are written."""
    if ask.kind is not AskKind.LINES:
        return ask.help
    columns = f"Mỗi dòng một mục: {' | '.join(ask.columns)}." if ask.columns else ""
    return f"{columns} {ask.help}".strip()


class SendForm(forms.Form):
    """Gửi văn bản."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    to_whom = LineField(
        label="Gửi cho ai, nơi nào", max_length=200,
        error_messages={"required": "Hãy ghi gửi cho ai."},
    )  # fmt: skip
    way = forms.ChoiceField(label="Cách gửi", choices=SendWay.choices)
    sent_on = DayField(label="Ngày gửi", error_messages={"required": "Hãy ghi ngày gửi."})
    proof = LineField(
        label="Chứng cứ gửi", max_length=200, required=False,
        help_text="Số bưu gửi, biên bản giao, mã văn bản điện tử.",
    )  # fmt: skip
    received_on = DayField(
        label="Ngày người nhận nhận được", required=False, help_text="Để trống nếu chưa biết."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"key": uuid.uuid4(), "sent_on": today, **self.initial}


class ReceivedForm(forms.Form):
    """Ngày nhận của một lần gửi."""

    received_on = DayField(
        label="Ngày người nhận nhận được", error_messages={"required": "Hãy ghi ngày nhận."}
    )
    proof = LineField(label="Chứng cứ nhận", max_length=200, required=False)


class ConfirmForm(forms.Form):
    """Xác nhận mẫu: with what the text was compared."""

    source = LineField(
        label="Đã đối chiếu với", max_length=300,
        help_text="Công báo, bản chính văn bản: số, ngày, trang.",
        error_messages={"required": "Hãy ghi đã đối chiếu với văn bản nào."},
    )  # fmt: skip
