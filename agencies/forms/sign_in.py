"""Forms of sign-in and of one's own account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies import device, guesses
from agencies.actions.own_account import LONGEST_REASON


class SignInForm(AuthenticationForm):
    """Tên đăng nhập, mật khẩu. A guess too many is not evaluated, whether the account exists or not."""

    is_over = False

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        account = guesses.account_key(username)
        here = device.known(self.request, account)
        guess = guesses.claim(account=account, device=here, now=timezone.now())
        if guess is None:
            self.is_over = True
            raise ValidationError(guesses.sentence(here))
        cleaned = super().clean()
        guess.delete()
        return cleaned


class ResetForm(forms.Form):
    """Why the second factor of somebody is taken off."""

    reason = forms.CharField(
        label="Lý do",
        min_length=10,
        max_length=LONGEST_REASON,
        help_text="Mất gì, ai xác nhận đúng người. Không ghi gì về vụ việc.",
        error_messages={
            "required": "Hãy ghi lý do.",
            "min_length": "Hãy ghi rõ lý do, ít nhất 10 ký tự.",
            "max_length": "Lý do dài nhất 150 ký tự.",
        },
    )


class CodeForm(forms.Form):
    """The first code of an app that is being set up, with the secret it was made from (sealed)."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = forms.CharField(
        label="Mã 6 chữ số trên điện thoại",
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": "Hãy nhập mã đang hiện trên điện thoại."},
    )
