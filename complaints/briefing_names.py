"""A briefing names no citizen: names known of a matter are taken out of whatever was typed about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from complaints.enums import Secrecy
from complaints.models import Matter, Petition, PetitionParty

INSTEAD = "công dân"


def names_known(matter: Matter) -> list[str]:
    """Names in the open register of this matter; of a sealed one none is known outside the vault."""
    if matter.secrecy != Secrecy.OPEN:
        return [matter.petitioner_label]
    petitions = Petition.objects.filter(matter=matter)
    labels = petitions.values_list("petitioner_label", flat=True)
    parties = PetitionParty.objects.filter(petition__in=petitions).values_list("full_name")
    return [matter.petitioner_label, *labels, *(name for (name,) in parties)]


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with each of these full names as “công dân”; one word alone is no full name."""
    text = unicodedata.normalize("NFC", text)
    whole = {unicodedata.normalize("NFC", name).strip() for name in names}
    for name in sorted((n for n in whole if " " in n), key=len, reverse=True):
        titled = rf"(?:\b(?:ông|bà|anh|chị)\s+)?{re.escape(name)}"
        text = re.sub(titled, INSTEAD, text, flags=re.IGNORECASE)
    return text
