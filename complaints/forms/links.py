"""Forms of links between petitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from agencies.models import User
from complaints.actions.linking import BY_HAND
from complaints.enums import Secrecy
from complaints.forms.fields import LineField
from complaints.likeness import LONGEST
from complaints.models import Petition

_TYPED = (
    "kind", "keep_sealed", "summary", "content", "full_name", "id_number", "object_reference",
    "sender_document",
)  # fmt: skip


def typed_of(posted: Mapping[str, str]) -> dict[str, str]:
    """What of a half-typed petition is compared; nothing is checked, nothing is kept."""
    return {name: posted.get(name, "")[:LONGEST] for name in _TYPED}


class LinkForm(forms.Form):
    """Liên kết đơn: the other petition, how, why."""

    number = LineField(
        label="Số đơn", max_length=12, required=False,
        help_text="Số trong sổ đơn của cơ quan, như 12/2026.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Quan hệ của đơn này với đơn kia",
        choices=[(kind.value, str(kind.label)) for kind in BY_HAND],
        widget=forms.RadioSelect,
    )
    reason = LineField(label="Vì sao", max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        petition: Petition,
        user: User,
        offered: Petition | None,
        why: str,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"kind": "duplicate", "reason": why[:300]}
        super().__init__(*args, **kwargs)
        self.petition, self.user, self.offered = petition, user, offered
        if offered is not None:
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        other = self.offered or self._by_number(data.get("number", ""))
        if other is None:
            self.add_error("number", "Không thấy đơn số này trong sổ đơn của cơ quan.")
        return {**data, "other": other}

    def _by_number(self, text: str) -> Petition | None:
        """Of the open register of the agency that keeps this petition: sealed numbers are no key."""
        number, _, year = text.partition("/")
        if not (number.isdecimal() and year.isdecimal() and text.isascii()):
            return None
        seen = Petition.objects.visible_to(self.user).filter(
            agency=self.petition.agency_id, secrecy=Secrecy.OPEN, number=int(number), year=int(year)
        )
        found: Petition | None = seen.first()
        return found


class UndoForm(forms.Form):
    """Gỡ liên kết."""

    reason = LineField(label="Lý do", max_length=300, required=False)
