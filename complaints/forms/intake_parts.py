"""Parts of the forms of intake: how a petition came, what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from agencies.models import Agency
from complaints import places, subjects
from complaints.enums import SENT_BY_OTHERS, ObjectKind, PetitionKind, Source
from complaints.forms.fields import DayField, LineField
from complaints.selectors import known_agencies
from complaints.told import About, Arrival

_AWAY = [choice for choice in Source.choices if choice[0] != Source.DESK]
AS_WRITTEN = "nhu-da-ghi"
_SENDER = ("sender_agency", "sender_name", "sender_document", "sender_document_on")


def subject_choices() -> list[tuple[str, Any]]:
    """The tree of subjects for a select with groups."""
    return [("", "Chọn nội dung"), *subjects.grouped_choices()]


class SubjectField(forms.ChoiceField):
    """Nội dung đơn: a leaf of the tree; its root gives the field of the statutory tables."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Nội dung, lĩnh vực")
        super().__init__(
            choices=subject_choices,
            error_messages={"required": "Hãy chọn nội dung đơn trong danh mục."},
            **kwargs,
        )


class ArrivalPart(forms.Form):
    """Đơn đến: nguồn, số đến, dấu bưu điện, nơi chuyển đơn."""

    source = forms.ChoiceField(label="Nguồn đơn", choices=_AWAY)
    received_on = DayField(
        label="Ngày nhận được đơn",
        help_text="Thời hạn tính từ ngày này, không phải ngày vào sổ.",
    )
    arrival_number = LineField(
        label="Số đến", max_length=40, required=False, help_text="Theo sổ văn bản đến, nếu có."
    )
    postmarked_on = DayField(label="Ngày trên dấu bưu điện", required=False)
    sender_agency = forms.ModelChoiceField(
        label="Cơ quan chuyển đơn",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Không có trong danh sách",
    )
    sender_name = LineField(
        label="Nơi chuyển đơn khác",
        max_length=200,
        required=False,
        help_text="Đại biểu, Đoàn đại biểu Quốc hội, báo, cơ quan ngoài danh sách.",
    )
    sender_document = LineField(label="Số, ký hiệu văn bản chuyển", max_length=120, required=False)
    sender_document_on = DayField(label="Ngày văn bản chuyển", required=False)
    owes_reply = forms.BooleanField(
        label="Phải trả lời nơi chuyển đơn",
        required=False,
        initial=True,
        help_text="Tố cáo do nơi khác chuyển đến luôn phải trả lời trong 20 ngày.",
    )

    def set_up_arrival(self, agency: Agency, today: date) -> None:
        """Choices that depend on who receives, and when."""
        known = known_agencies(agency, today).exclude(pk=agency.pk)
        self.fields["sender_agency"].queryset = known  # type: ignore[attr-defined]
        for name in ("received_on", "postmarked_on", "sender_document_on"):
            self.fields[name].widget.attrs["max"] = today.isoformat()

    def arrival(self) -> Arrival:
        """As the action takes it; fields that were refused are left out."""
        said = self.cleaned_data.get
        return Arrival(
            number=said("arrival_number", ""),
            postmarked_on=said("postmarked_on"),
            sender_agency=said("sender_agency"),
            sender_name=said("sender_name", ""),
            document=said("sender_document", ""),
            document_on=said("sender_document_on"),
            owes_reply=said("owes_reply"),
        )

    def check_sender(self) -> None:
        """A petition that others sent on says who; one that nobody sent on names no sender."""
        arrival, sent_on = self.arrival(), self.cleaned_data.get("source") in SENT_BY_OTHERS
        if sent_on and not arrival.names_sender:
            self.add_error("sender_name", "Hãy chọn cơ quan hoặc ghi nơi đã chuyển đơn đến.")
        if arrival.sender_agency and arrival.sender_name:
            self.add_error(
                "sender_name", "Đã chọn cơ quan trong danh sách thì để trống nơi chuyển đơn khác."
            )
        if not sent_on and arrival.tells_of_sender:
            self.add_error(
                "source",
                "Đã ghi nơi chuyển đơn: hãy chọn nguồn là nơi chuyển đến, hoặc xóa phần đó.",
            )


class AboutPart(forms.Form):
    """Nội dung, nơi phát sinh, đối tượng của đơn."""

    subject_code = SubjectField()
    locality = LineField(
        label="Nơi phát sinh vụ việc",
        max_length=120,
        required=False,
        help_text="Xã, phường hiện nay; có thể ghi cả thôn: “thôn Nà Lầu, xã Tân Thanh”.",
    )
    present_place = forms.ChoiceField(
        label="Địa danh cũ này nay thuộc", required=False, widget=forms.RadioSelect, choices=()
    )
    old_place = LineField(
        label="Địa danh cũ ghi trong đơn",
        max_length=200,
        required=False,
        help_text="Giữ nguyên như trong đơn: xã, huyện trước ngày 01/07/2025.",
    )
    object_kind = forms.ChoiceField(
        label="Đối tượng của đơn",
        required=False,
        choices=[("", "Không rõ, không có"), *ObjectKind.choices],
    )
    object_reference = LineField(
        label="Ghi rõ đối tượng",
        max_length=300,
        required=False,
        help_text="Số tờ, số thửa; tên dự án; số, ngày của quyết định.",
    )
    contested_on = DayField(
        label="Ngày nhận hoặc biết quyết định, hành vi",
        required=False,
        help_text="Để tính thời hiệu khiếu nại; lần hai: ngày nhận quyết định lần đầu.",
    )
    is_discipline = forms.BooleanField(
        label="Khiếu nại quyết định kỷ luật cán bộ, công chức", required=False
    )

    def set_up_about(self, agency: Agency) -> None:
        """The communes of the province; what is offered for an old name that was typed."""
        self.communes = places.communes_of_province(places.province_of(agency))
        widget = self.fields["locality"].widget
        widget.attrs |= {
            "list": "communes", "autocomplete": "off", "hx-get": reverse("place_lookup"),
            "hx-trigger": "change", "hx-target": "#place-offers",
        }  # fmt: skip
        typed = self.data.get("locality", "") if self.is_bound else ""
        self.offers = self._offers(typed)
        if not self.offers:
            # An answer to an earlier question is not asked about again.
            del self.fields["present_place"]
            return
        choices = [(c.code, c.name) for c in self.offers]
        self.fields["present_place"].choices = [  # type: ignore[attr-defined]
            *choices,
            (AS_WRITTEN, "Không đúng, giữ nguyên như đã ghi"),
        ]

    def _offers(self, typed: str) -> list[places.Commune]:
        if not typed or places.commune_in(typed, self.communes):
            return []
        return places.present_names(typed, self.communes)

    def check_place(self) -> None:
        """An old name with a present one that is known: the person says which it is."""
        if self.offers and not self.cleaned_data.get("present_place"):
            names = ", ".join(commune.name for commune in self.offers)
            self.add_error("present_place", f"Đây là địa danh cũ, nay thuộc {names}: hãy chọn.")

    def check_object(self) -> None:
        said = self.cleaned_data.get
        if said("object_reference") and not said("object_kind"):
            self.add_error("object_kind", "Hãy chọn đối tượng là gì: quyết định, thửa đất, dự án…")
        if said("is_discipline") and said("kind") not in (None, PetitionKind.COMPLAINT):
            self.add_error(
                "is_discipline", "Chỉ đơn khiếu nại mới có khiếu nại quyết định kỷ luật."
            )

    def about(self) -> About:
        """As the action takes it; the old name that was typed is kept beside the present one."""
        said = self.cleaned_data.get
        chosen = next((c for c in self.offers if c.code == said("present_place")), None)
        commune = chosen or places.commune_in(said("locality", ""), self.communes)
        return About(
            subject_code=said("subject_code", ""),
            commune_code=commune.code if commune else "",
            old_place=said("old_place", "") or (said("locality", "") if chosen else ""),
            object_kind=said("object_kind", ""),
            object_reference=said("object_reference", ""),
            contested_on=said("contested_on"),
            is_discipline=bool(said("is_discipline")),
        )

    def place_told(self) -> str:
        """The place as lists show it: of today where the person chose one."""
        said = self.cleaned_data.get
        chosen = next((c for c in self.offers if c.code == said("present_place")), None)
        return chosen.name if chosen else said("locality", "")
