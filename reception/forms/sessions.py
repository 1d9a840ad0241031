"""Forms of a session: planned, prepared online, and what became of it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency, User
from complaints import law_book
from complaints.forms.fields import DayField
from reception.actions.sessions import OnlineInput, usual_place
from reception.enums import AdHocGround, OnlineGround, SessionKind, SessionMode, SessionState
from reception.forms.fields import LineField, TextField
from reception.models import ReceptionSession, Venue
from reception.selectors import hosts
from reception.workflow_sessions import PlanInput, day_off_warning, plan_objections

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
MOST_POINTS = 20


class SessionForm(forms.Form):
    """Lập buổi tiếp."""

    kind = forms.ChoiceField(
        label="Loại buổi tiếp", choices=SessionKind.choices, initial=SessionKind.PERIODIC
    )
    mode = forms.ChoiceField(label="Hình thức", choices=SessionMode.choices)
    on_date = DayField(label="Ngày tiếp")
    starts_at = forms.TimeField(label="Từ giờ", required=False, widget=TIME)
    ends_at = forms.TimeField(label="Đến giờ", required=False, widget=TIME)
    host = forms.ModelChoiceField(
        label="Người chủ trì", queryset=User.objects.none(), empty_label="Chọn…"
    )
    delegated = forms.BooleanField(label="Tiếp thay theo ủy quyền của Thủ trưởng", required=False)
    delegation_document = LineField(
        label="Văn bản ủy quyền",
        max_length=120,
        required=False,
        help_text="Số, ký hiệu, ngày ban hành.",
    )
    ad_hoc_ground = forms.ChoiceField(
        label="Căn cứ tiếp đột xuất",
        choices=[("", "Chọn…"), *AdHocGround.choices],
        required=False,
        help_text="Luật Tiếp công dân 2013, điều 18 khoản 3.",
    )
    venue = forms.ModelChoiceField(
        label="Trụ sở, địa điểm", queryset=Venue.objects.none(), required=False,
        empty_label="Nơi khác",
    )  # fmt: skip
    place = LineField(
        label="Phòng, nơi tiếp",
        max_length=200,
        required=False,
        help_text="Để trống thì lấy tên trụ sở, địa điểm đã chọn.",
    )
    online_ground = forms.ChoiceField(
        label="Vụ việc được tiếp trực tuyến",
        choices=[("", "Chọn…"), *OnlineGround.choices],
        required=False,
        help_text="Nghị định 154/2026/NĐ-CP, điều 20.",
    )
    central_point = LineField(label="Điểm cầu trung tâm", max_length=200, required=False)
    points = TextField(
        label="Điểm cầu thành phần", required=False, help_text="Mỗi dòng một điểm cầu."
    )
    no_protection_asked = forms.BooleanField(
        label="Người tố cáo không yêu cầu bảo vệ danh tính, thông tin cá nhân", required=False
    )
    still = forms.BooleanField(label="Vẫn lập buổi tiếp vào ngày nghỉ", required=False)

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["host"].queryset = hosts(agency, today)
        venues = list(Venue.objects.used_by(agency, today).order_by("name"))
        self.fields["venue"].queryset = Venue.objects.filter(pk__in=[v.pk for v in venues])
        self.initial.setdefault("on_date", today)
        self.initial.setdefault("starts_at", "08:00")
        self.initial.setdefault("ends_at", "11:30")
        if len(venues) == 1:
            self.initial.setdefault("venue", venues[0].pk)
        else:
            self.initial.setdefault("place", usual_place(agency))

    @property
    def asks_about_day_off(self) -> bool:
        """True once the day was found to be off: the page shows the box that confirms it."""
        return self.is_bound and ("still" in self.errors or bool(self.data.get("still")))

    def clean_points(self) -> tuple[str, ...]:
        points = [line for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(f"Ghi nhiều nhất {MOST_POINTS} điểm cầu.")
        if any(len(point) > 200 for point in points):
            raise forms.ValidationError("Tên điểm cầu dài quá 200 ký tự.")
        return tuple(points)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self._not_asked(cleaned):
            cleaned[name] = type(cleaned[name])()
        if {"kind", "mode", "on_date"} <= cleaned.keys():
            for objection in plan_objections(_said(cleaned), self.today):
                if objection.field not in self.errors:
                    self.add_error(objection.field, objection.sentence)
            if "on_date" in cleaned:
                self._warn_of_day_off(cleaned)
        return cleaned

    @staticmethod
    def _not_asked(cleaned: dict[str, Any]) -> list[str]:
        """What the page hides for these answers does not count, whatever lies in it."""
        names: list[str] = []
        if cleaned.get("kind") != SessionKind.AD_HOC:
            names += ["ad_hoc_ground"]
        if cleaned.get("mode") != SessionMode.ONLINE:
            names += ["online_ground", "central_point", "points", "no_protection_asked"]
        return [name for name in names if name in cleaned]

    def _warn_of_day_off(self, cleaned: dict[str, Any]) -> None:
        warning = day_off_warning(cleaned["on_date"], law_book.calendar())
        if warning and not cleaned.get("still"):
            self.add_error("still", f"{warning} Nếu vẫn tổ chức, hãy đánh dấu ô này.")

    def online(self) -> OnlineInput | None:
        """The arrangement of an online session; None in person."""
        data = self.cleaned_data
        if data["mode"] != SessionMode.ONLINE:
            return None
        return OnlineInput(
            ground=data["online_ground"],
            central_point=data["central_point"],
            points=data["points"],
            no_protection_asked=data["no_protection_asked"],
        )


def _said(data: dict[str, Any]) -> PlanInput:
    return PlanInput(
        kind=data["kind"], mode=data["mode"], on_date=data["on_date"],
        delegated=data.get("delegated", False),
        delegation_document=data.get("delegation_document", ""),
        ad_hoc_ground=data.get("ad_hoc_ground", ""),
        starts_at=data.get("starts_at"), ends_at=data.get("ends_at"),
        online_ground=data.get("online_ground", ""),
        central_point=data.get("central_point", ""),
        points=data.get("points", ()),
        no_protection_asked=data.get("no_protection_asked", False),
    )  # fmt: skip


class PreparationForm(forms.Form):
    """Việc chuẩn bị của buổi tiếp trực tuyến."""

    notice_document = LineField(label="Văn bản thông báo", max_length=120, required=False)
    notice_sent_on = DayField(label="Ngày thông báo", required=False)
    tested_on = DayField(label="Ngày kết nối thử thành công", required=False)
    connected_at = forms.DateTimeField(
        label="Kết nối xong lúc", required=False, widget=MOMENT, input_formats=["%Y-%m-%dT%H:%M"]
    )
    recording_reference = LineField(
        label="Nơi lưu bản ghi âm, ghi hình",
        max_length=200,
        required=False,
        help_text="Tên máy chủ, mã tệp hoặc số lưu trữ; không đưa bản ghi vào đây.",
    )


CHANGES = {
    SessionState.HELD: "Đã tổ chức",
    SessionState.MOVED: "Dời sang ngày khác",
    SessionState.CANCELLED: "Hủy buổi tiếp",
    SessionState.MISSED: "Không tổ chức được",
}
DELEGATE = "delegate"


class ChangeForm(forms.Form):
    """Đổi tình trạng buổi tiếp: what is lawful now, with the reason, or who receives instead."""

    change = forms.ChoiceField(label="Buổi tiếp này", widget=forms.RadioSelect)
    on_date = DayField(label="Ngày mới", required=False)
    reason = LineField(
        label="Lý do",
        max_length=300,
        required=False,
        help_text="Công khai cùng lịch tiếp công dân; không ghi tên công dân.",
    )
    host = forms.ModelChoiceField(
        label="Người tiếp thay", queryset=User.objects.none(), required=False, empty_label="Chọn…"
    )
    delegation_document = LineField(
        label="Văn bản ủy quyền",
        max_length=120,
        required=False,
        help_text="Số, ký hiệu, ngày ban hành.",
    )

    def __init__(
        self, *args: Any, lawful: tuple[str, ...], deputies: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state.value, label) for state, label in CHANGES.items() if state in lawful]
        if DELEGATE in lawful:
            choices.append((DELEGATE, "Cấp phó tiếp thay theo ủy quyền"))
        self.fields["change"].choices = choices
        self.fields["host"].queryset = deputies
        if choices:
            self.initial.setdefault("change", choices[0][0])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        change = cleaned.get("change")
        asked = {
            SessionState.CANCELLED: {"reason": "Hãy ghi lý do."},
            SessionState.MISSED: {"reason": "Hãy ghi lý do."},
            SessionState.MOVED: {"reason": "Hãy ghi lý do.", "on_date": "Hãy chọn ngày mới."},
            DELEGATE: {
                "host": "Hãy chọn người tiếp thay.",
                "delegation_document": "Hãy ghi số, ngày văn bản ủy quyền.",
            },
        }
        for name, sentence in asked.get(change or "", {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned


def prepared(session: ReceptionSession) -> dict[str, Any]:
    """What the preparation form starts with."""
    names = (
        "notice_document",
        "notice_sent_on",
        "tested_on",
        "connected_at",
        "recording_reference",
    )
    return {name: getattr(session.online, name) for name in names}
