"""The form of a petition that came by post, from another agency or through the portal."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from complaints import identity, subjects
from complaints.arrival import day_refusals
from complaints.enums import Field, PaperKind, PetitionKind, Secrecy, Source
from complaints.envelopes import is_on_paper
from complaints.forms.fields import LineField, TextField
from complaints.forms.intake_parts import AboutPart, ArrivalPart
from complaints.models import Matter
from complaints.petitioner import Petitioner
from complaints.selectors import colleagues, known_agencies
from complaints.vault.matching import found_in

_OF_PERSON = ("full_name", "birth_year", "id_number", "phone", "address", "is_organisation")
_PLAIN = (
    "signatories", "summary", "content", "is_first_time", "keep_sealed", "accused_agency",
    "received_on",
)  # fmt: skip
_NOBODY = Petitioner(full_name="")


class PetitionForm(ArrivalPart, AboutPart):
    """Vào sổ đơn. `matter`: the existing matter that the petition joins, if any."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    is_anonymous = forms.BooleanField(
        label="Đơn không ghi tên, địa chỉ, hoặc mạo danh người khác", required=False
    )
    is_organisation = forms.BooleanField(label="Người gửi là cơ quan, tổ chức", required=False)
    full_name = LineField(
        label="Họ và tên người gửi đơn",
        max_length=120,
        required=False,
        help_text="Với tổ chức: tên của tổ chức.",
    )
    birth_year = forms.IntegerField(label="Năm sinh", required=False)
    id_number = LineField(
        label="Số căn cước, định danh hoặc hộ chiếu", max_length=40, required=False
    )
    phone = LineField(label="Điện thoại", max_length=40, required=False)
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    signatories = forms.IntegerField(
        label="Số người ký đơn",
        min_value=1,
        max_value=10_000,
        initial=1,
        help_text="Từ 5 người phải cử người đại diện; ghi sau khi vào sổ.",
    )
    kind = forms.ChoiceField(label="Loại đơn", choices=PetitionKind.choices)
    summary = LineField(
        label="Tóm tắt nội dung", max_length=200, help_text="Một câu, không ghi tên người."
    )
    content = TextField(label="Nội dung đơn", rows=6)
    is_first_time = forms.BooleanField(
        label="Đơn lần đầu về việc này",
        required=False,
        initial=True,
        help_text="Với khiếu nại: bỏ chọn khi khiếu nại lần hai.",
    )
    keep_sealed = forms.BooleanField(
        label="Người gửi đơn đề nghị giữ kín danh tính", required=False
    )
    accused_agency = forms.ModelChoiceField(
        label="Cơ quan của người bị tố cáo",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Chưa rõ hoặc ngoài hệ thống",
        help_text="Tố cáo người của chính cơ quan nhận đơn được chuyển vào sổ của cơ quan cấp trên.",
    )
    excluded_users = forms.ModelMultipleChoiceField(
        label="Người liên quan không được biết vụ việc",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        user: User,
        today: date,
        matter: Matter | None = None,
        **kwargs: Any,
    ) -> None:
        self.agency, self.today, self.matter = agency, today, matter
        kwargs["initial"] = {"key": uuid.uuid4(), "received_on": today, **_of_matter(matter)}
        super().__init__(*args, **kwargs)
        self.set_up_arrival(agency, today)
        self.set_up_about(agency)
        self.fields["accused_agency"].queryset = known_agencies(agency, today)  # type: ignore[attr-defined]
        self.fields["excluded_users"].queryset = colleagues(user, agency, today)  # type: ignore[attr-defined]
        for name in _OF_PERSON:
            # A shared desk: the browser must not offer one citizen to the next.
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if self.joins_sealed:
            for name in (*_OF_PERSON, "is_anonymous"):
                del self.fields[name]

    @property
    def is_on_paper(self) -> bool:
        """True when sealed identities go into envelopes: their names are not typed."""
        return is_on_paper()

    @property
    def joins_sealed(self) -> bool:
        """True when the matter's identity is sealed already: nothing of it is asked again."""
        return self.matter is not None and self.matter.secrecy >= Secrecy.SEALED

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError("Ngày nhận đơn không thể ở tương lai.")
        return day

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        return _valid(name, identity.name_refusal(name) if name else None)

    def clean_phone(self) -> str:
        phone = identity.normal_phone(self.cleaned_data["phone"])
        return _valid(phone, identity.phone_refusal(phone))

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        return _valid(year, identity.birth_year_refusal(year, self.today.year))

    def clean(self) -> dict[str, Any]:
        self.check_sender()
        self.check_place()
        self.check_object()
        if not self.joins_sealed:
            self._check_person()
            self._check_texts()
        if received_on := self.cleaned_data.get("received_on"):
            refused = day_refusals(self.arrival(), self.about(), received_on=received_on)
            for name, why in refused.items():
                self.add_error(name, why)
        return self.cleaned_data

    def _check_person(self) -> None:
        said = self.cleaned_data.get
        number, paper = identity.normal_id_number(said("id_number", "")), self._paper()
        self.cleaned_data["id_number"] = number
        if why := identity.id_number_refusal(number, paper):
            self.add_error("id_number", why)
        known = said("full_name") or number or said("phone") or said("address")
        if said("is_anonymous") and known:
            self.add_error(
                "is_anonymous",
                "Đơn không rõ người gửi thì không ghi họ tên, giấy tờ, địa chỉ; hãy xóa phần đó.",
            )
        if not (said("is_anonymous") or said("full_name") or "full_name" in self.errors):
            self.add_error("full_name", "Hãy ghi họ tên người gửi đơn.")

    def _check_texts(self) -> None:
        """What is sealed is not told in the words that others read (Luật Tố cáo 2018, art. 8)."""
        said = self.cleaned_data.get
        if not (said("kind") == PetitionKind.DENUNCIATION or said("keep_sealed")):
            return
        typed = {name: str(said(name) or "") for name in _OF_PERSON}
        texts = {name: str(said(name) or "") for name in ("summary", "content")}
        for one in found_in(typed, texts):
            if one.blocks:
                self.add_error(one.where, f"Không ghi {one.what} của người được giữ kín ở đây.")

    def _paper(self) -> str:
        return PaperKind.ORGANISATION if self.cleaned_data.get("is_organisation") else ""

    def told(self) -> dict[str, Any]:
        """Arguments of `register_petition`, but for who and when."""
        data = self.cleaned_data
        denounces = data["kind"] == PetitionKind.DENUNCIATION
        about = self.about()
        return {
            **{name: data[name] for name in _PLAIN},
            "agency": self.agency,
            "matter": self.matter,
            "kind": PetitionKind(data["kind"]),
            "field": Field(subjects.field_of(about.subject_code)),
            "source": Source(data["source"]),
            "locality": self.place_told(),
            "petitioner": self._petitioner(),
            "is_anonymous": data.get("is_anonymous", False),
            "accused_agency": data["accused_agency"] if denounces else None,
            "excluded_users": tuple(data["excluded_users"]) if denounces else (),
            "arrival": self.arrival(),
            "about": about,
        }

    def _petitioner(self) -> Petitioner:
        if self.joins_sealed or self.cleaned_data["is_anonymous"]:
            return _NOBODY
        of_person = {name: self.cleaned_data[name] for name in _OF_PERSON}
        return Petitioner(**of_person, paper=self._paper() if of_person["id_number"] else "")


def _valid(value: Any, refusal: str | None) -> Any:
    if refusal:
        raise forms.ValidationError(refusal)
    return value


def _of_matter(matter: Matter | None) -> dict[str, Any]:
    """What an existing matter already says."""
    if matter is None:
        return {}
    return {
        "kind": matter.kind,
        "summary": matter.title,
        "locality": matter.locality,
        "is_first_time": False,
    }
