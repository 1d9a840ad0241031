"""Forms on a running account: a role given, a role ended, the account closed or opened again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.actions.rights import LONGEST
from agencies.forms.law_texts import DayField, LineField
from agencies.models import Agency, Membership, User
from agencies.roles import Role

UNITS = "cac-don-vi"  # id of the list of units to choose from
_REQUIRED = {"required": "Không để trống ô này."}
CLOSE, REOPEN = "khoa", "mo"


class UnitField(LineField):
    """A unit by its code, out of those that the administrator looks after."""

    agencies: QuerySet[Agency] = Agency.objects.none()

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": UNITS, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Agency | None:
        code = super().clean(value)
        if not code:
            return None
        found = self.agencies.filter(code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(
                f"Không có đơn vị mang mã {code} trong phạm vi bạn quản trị."
            )
        return found


class RoleGiveForm(forms.Form):
    """Giao vai trò gì, ở đâu, trong thời gian nào, theo văn bản nào."""

    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "Chọn…"), *Role.choices],
        error_messages={"required": "Hãy chọn một vai trò."},
    )  # fmt: skip
    agency = UnitField(
        label="Đơn vị", help_text="Mã đơn vị, như ở trang Đơn vị.", error_messages=_REQUIRED
    )
    first_day = DayField(label="Từ ngày", error_messages=_REQUIRED)
    last_day = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống khi giao lâu dài."
    )
    basis = LineField(
        label="Quyết định giao, hoặc lý do", max_length=LONGEST, error_messages=_REQUIRED,
        help_text="Số, ngày, cơ quan ban hành.",
    )  # fmt: skip
    absent = LineField(
        label="Giữ thay người vắng", required=False, max_length=60,
        help_text="Tên đăng nhập của người đang giữ chính vai trò này và vắng (giao quyền, phụ trách thay). "
        "Vụ việc mà người vắng không được biết thì người giữ thay cũng không được biết.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].agencies = agencies  # type: ignore[attr-defined]

    def clean_absent(self) -> User | None:
        name = self.cleaned_data["absent"]
        if not name:
            return None
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise forms.ValidationError("Không có tài khoản đang dùng với tên đăng nhập này.")
        return found


def key_of(membership: Membership) -> str:
    """What a form calls a role of one account; its number in the table is shown nowhere."""
    return f"{membership.role}.{membership.agency_id}.{membership.valid_from.isoformat()}"


class RoleEndForm(forms.Form):
    """Kết thúc vai trò nào, từ bao giờ, vì sao, có chuyển sang đơn vị khác không.

    `held`: roles of the account within the administrator's units, past ones too, so that a second tab
    is told what became of the role; only `standing` ones are offered.
    """

    vai_tro = forms.CharField(
        label="Vai trò", widget=forms.Select, error_messages={"required": "Hãy chọn một vai trò."}
    )
    last_day = DayField(
        label="Hết ngày", required=False,
        help_text="Để trống: kết thúc ngay, mọi phiên đăng nhập của người này đóng ngay.",
    )  # fmt: skip
    to_agency = UnitField(
        label="Chuyển sang đơn vị", required=False,
        help_text="Mã đơn vị nơi người này giữ tiếp vai trò từ hôm sau; để trống khi không chuyển.",
    )  # fmt: skip
    reason = LineField(
        label="Lý do", max_length=LONGEST, error_messages=_REQUIRED,
        help_text="Số, ngày quyết định; nghỉ việc, chuyển đơn vị, hết việc giao…",
    )  # fmt: skip

    def __init__(
        self, *args: Any, held: Sequence[Membership], standing: Sequence[Membership],
        agencies: QuerySet[Agency], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._held = {key_of(membership): membership for membership in held}
        self.fields["to_agency"].agencies = agencies  # type: ignore[attr-defined]
        self.fields["vai_tro"].widget.choices = [  # type: ignore[attr-defined]
            (key_of(m), f"{m.get_role_display()}, {m.agency.short_name}") for m in standing
        ]

    def clean_vai_tro(self) -> Membership:
        found = self._held.get(self.cleaned_data["vai_tro"])
        if found is None:
            raise forms.ValidationError("Hãy chọn một vai trò trong danh sách.")
        return found


class AccountStateForm(forms.Form):
    """Khóa hay mở lại, vì sao. The step is said, so that a second tab does not undo the first."""

    step = forms.ChoiceField(
        choices=[(CLOSE, "Khóa"), (REOPEN, "Mở lại")], widget=forms.HiddenInput
    )
    reason = LineField(
        label="Lý do", max_length=LONGEST, error_messages=_REQUIRED,
        help_text="Số, ngày quyết định; nghỉ việc, chuyển đi, tạm đình chỉ…",
    )  # fmt: skip
