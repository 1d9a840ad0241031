"""Form of one's own phone."""

from django import forms

from reception.forms.duty import PhoneField


class PhoneForm(forms.Form):
    """Điện thoại công vụ: printed on rosters beside the name."""

    phone = PhoneField(
        label="Điện thoại công vụ của tôi",
        help_text="Số này in trên lịch trực cạnh tên. Bỏ trống thì lịch trực không ghi số.",
    )
