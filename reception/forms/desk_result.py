"""The desk form, last part: what came of the visit, where and when it was."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from agencies.models import Agency, User
from reception.enums import (
    RefusalGround,
    SessionState,
    StatementConfirmed,
    Tension,
    VisitResult,
)
from reception.forms.fields import Chips, LineField, TextField, YesNoField
from reception.intake import PetitionInput, RefusalInput
from reception.models import ReceptionSession
from reception.refusal_law import grounds_on
from reception.selectors import recent_sessions

_MOMENT = "%Y-%m-%dT%H:%M"


class SessionChoice(forms.ModelChoiceField):
    """A session with its host: several officers receive on one day."""

    def label_from_instance(self, obj: ReceptionSession) -> str:
        return f"{obj}, {obj.host}"


class ResultPart(forms.Form):
    """Kết quả tiếp, nơi tiếp, giờ đến."""

    result = forms.ChoiceField(label="Kết quả tiếp", choices=VisitResult.choices, widget=Chips())
    result_note = TextField(label="Đã hướng dẫn, trả lời thế nào", rows=2, required=False)
    petition_content = TextField(
        label="Nội dung đơn",
        rows=3,
        required=False,
        help_text="Để trống thì ghi như nội dung trình bày.",
    )
    statement_confirmed = forms.ChoiceField(
        label="Công dân xác nhận văn bản",
        choices=[("", "Chọn…"), *StatementConfirmed.choices],
        required=False,
    )
    directed_to = LineField(
        label="Cơ quan được hướng dẫn, chuyển đến",
        max_length=200,
        required=False,
        help_text="Ghi ở cột 10 hoặc 11 của sổ.",
    )
    directed_document = LineField(
        label="Số văn bản hướng dẫn, chuyển", max_length=100, required=False
    )
    refusal_ground = forms.ChoiceField(label="Căn cứ từ chối", required=False)
    refusal_explanation = TextField(
        label="Lý do đã giải thích cho công dân", rows=2, required=False
    )
    settled_by = LineField(
        label="Cơ quan đã giải quyết hết thẩm quyền",
        max_length=200,
        required=False,
        help_text="Cột 8 của sổ.",
    )
    is_competent = YesNoField(
        label="Thẩm quyền giải quyết",
        yes="Thuộc thẩm quyền cơ quan mình",
        no="Không thuộc",
        unsaid="Chưa xác định",
        help_text="Cột 9 của sổ.",
    )
    tension = forms.ChoiceField(
        label="Tình huống tại nơi tiếp", choices=Tension.choices, initial=Tension.CALM
    )
    calming = LineField(
        label="Đã làm gì để ổn định",
        max_length=300,
        required=False,
        help_text="Ghi việc đã làm; không ghi hành vi của người nào.",
    )
    session = SessionChoice(
        label="Buổi tiếp",
        queryset=ReceptionSession.objects.none(),
        required=False,
        empty_label="Tiếp thường xuyên trong ngày",
    )
    arrived_at = forms.DateTimeField(
        label="Giờ đến",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    from_paper = forms.BooleanField(label="Nhập lại từ tờ sổ giấy dự phòng", required=False)
    late_reason = LineField(
        label="Lý do ghi sổ sau",
        max_length=300,
        required=False,
        help_text="Ví dụ: mất điện từ 8 giờ; nhập từ tờ sổ giấy số 007/2026.",
    )

    def offer_sessions(self, user: User, agency: Agency, today: date, chosen: UUID | None) -> None:
        """Sessions of these days that take place, and the one the visitor was asked to."""
        held = recent_sessions(user, agency, today).filter(
            state__in=(SessionState.PLANNED, SessionState.HELD)
        )
        if chosen:
            asked_to = ReceptionSession.objects.visible_to(user).filter(pk=chosen, agency=agency)
            held = held | asked_to.select_related("host")
        self.fields["session"].queryset = held

    def offer_grounds(self, today: date) -> None:
        """The statutory grounds in force today."""
        choices = [(ground.value, ground.label) for ground in grounds_on(today)]
        self.fields["refusal_ground"].choices = [("", "Chọn…"), *choices]

    def petition(self) -> PetitionInput | None:
        """Đơn: with its own words or those of the visit. Of a statement only what was typed apart."""
        data: dict[str, Any] = self.cleaned_data
        if data["result"] == VisitResult.PETITION:
            return PetitionInput(content=data["petition_content"] or data["content"])
        return PetitionInput(data["petition_content"]) if data["petition_content"] else None

    def refusal(self) -> RefusalInput | None:
        """Từ chối tiếp; None without a ground, and for every other result."""
        data: dict[str, Any] = self.cleaned_data
        if data["result"] != VisitResult.REFUSED or not data["refusal_ground"]:
            return None
        return RefusalInput(
            ground=RefusalGround(data["refusal_ground"]), explanation=data["refusal_explanation"]
        )

    def of_result(self) -> dict[str, Any]:
        """What this result is told with; questions that other results ask fall away."""
        data: dict[str, Any] = self.cleaned_data
        result = VisitResult(data["result"])
        is_directed = result in (VisitResult.GUIDED, VisitResult.TRANSFER)
        is_statement = result == VisitResult.STATEMENT
        return {
            "result": result,
            "result_note": data["result_note"],
            "petition": self.petition(),
            "refusal": self.refusal(),
            "directed_to": data["directed_to"] if is_directed else "",
            "directed_document": data["directed_document"] if is_directed else "",
            "statement_confirmed": data["statement_confirmed"] if is_statement else "",
            "settled_by": data["settled_by"],
            "is_competent": data["is_competent"],
        }
