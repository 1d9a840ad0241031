"""Forms of letters about notices: one's own address and choices; the hour of an agency."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from agencies.actions.mail_address import BAD_ADDRESS, LONGEST, refusal_of
from records.enums import MailChoice, NoticeTopic

_LATEST, _EARLIEST = time(19), time(7)
BAD_HOUR = "Giờ gửi thư tóm tắt từ 07:00 đến 19:00."


class AddressField(forms.CharField):
    """A mail address, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "maxlength": LONGEST})
        super().__init__(
            label="Hộp thư công vụ", required=False, strip=False, widget=widget, **kwargs
        )

    def clean(self, value: Any) -> str:
        said = str(super().clean(value)).strip(" ")
        if why := refusal_of(said):
            raise forms.ValidationError(why)
        return said


class ChoicesForm(forms.Form):
    """One's own address, and for each topic whether and when a letter comes."""

    email = AddressField(
        help_text="Bỏ trống thì không gửi thư nào; thông báo vẫn hiện ở trang này."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in NoticeTopic:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label,
                choices=MailChoice.choices,
                error_messages={"required": _SAY, "invalid_choice": _SAY},
            )

    def chosen(self) -> dict[NoticeTopic, MailChoice]:
        return {topic: MailChoice(self.cleaned_data[topic.value]) for topic in NoticeTopic}

    def topic_fields(self) -> list[forms.BoundField]:
        return [self[topic.value] for topic in NoticeTopic]


_SAY = "Hãy chọn một cách nhận thư."


class HourForm(forms.Form):
    """Giờ gửi thư tóm tắt: in the hours of a working day, after the notices of the morning are made."""

    at = forms.TimeField(
        label="Giờ gửi thư tóm tắt",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": BAD_HOUR, "required": BAD_HOUR},
    )

    def clean_at(self) -> time:
        at: time = self.cleaned_data["at"]
        if not _EARLIEST <= at <= _LATEST:
            raise forms.ValidationError(BAD_HOUR)
        return at


class AddressForm(forms.Form):
    """The address of an account, for the administrator."""

    email = AddressField(help_text="Hộp thư do cơ quan cấp; bỏ trống thì không gửi thư nào.")


__all__ = ["BAD_ADDRESS", "AddressForm", "ChoicesForm", "HourForm"]
