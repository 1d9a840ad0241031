"""Kiểm tra tên trước khi chia sẻ: what a text about a sealed matter tells of the person behind it.

Luật Tố cáo 2018, art. 8 and 56: name, address, handwriting and whatever else reveals the denouncer is
taken out before a paper, a petition or a file is handed on. Nobody is told the value that was found:
who may not know the identity learns the kind and the place in the text, and nothing else. Whoever tries
names in a text until one is found leaves a row each time and is stopped (ADR 0038).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.models import User
from agencies.refusals import Refused
from complaints import vault
from complaints.models import Matter, SealedIdentity
from complaints.protection_texts import kin_of_matter
from complaints.vault.matching import Finding
from records.actions import ledger
from records.enums import Verb
from records.models import LedgerEntry

__all__ = ["Finding", "Told", "blocking", "ensure_unnamed", "findings", "sentences", "tell"]

MOST_AN_HOUR = 10
_CANNOT = (
    "Chưa kiểm tra được nội dung với danh tính kín của vụ việc, nên chưa chia sẻ; hãy báo người giữ bí "
    "mật và quản trị."
)
_TOO_OFTEN = (
    "Nội dung đã nhiều lần có thông tin của người được giữ kín; hãy nhờ người giữ bí mật kiểm tra trước khi "
    "chia sẻ."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown before a step: sentences that block it, sentences that only warn."""

    blocked: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """Why the step is not done; "" when it may be."""
        return _refusal(self.blocked) if self.blocked else ""


def findings(*, matter: Matter, texts: Mapping[str, str]) -> list[Finding]:
    """What the texts (label: text or file name) tell of the sealed person, or of kin protected with
    them; nothing where nobody is sealed, or where the name lies in an envelope: there a person compares.

    Raises Refused when the vault does not open: what cannot be checked is not shared.
    """
    told = {where: text for where, text in texts.items() if text.strip()}
    if not (matter.secrecy and told):
        return []
    sealed = SealedIdentity.objects.filter(matter=matter).first()
    try:
        found = _of_the_sealed(sealed, told) if sealed else []
        return list(dict.fromkeys([*found, *kin_of_matter(matter.pk, told)]))
    except ValueError:
        raise Refused(_CANNOT) from None


def _of_the_sealed(sealed: SealedIdentity, told: Mapping[str, str]) -> list[Finding]:
    try:
        return vault.check(matter_id=sealed.matter_id, kept=vault.Kept.of(sealed), texts=told)
    except vault.OnPaper:
        return []


def tell(*, matter: Matter, texts: Mapping[str, str], by: User, now: datetime) -> Told:
    """The findings as sentences for a page; a row of the ledger says that something was found."""
    try:
        found = findings(matter=matter, texts=texts)
    except Refused as refused:
        return Told(blocked=(refused.sentence,))
    blocked = blocking(found)
    if blocked and _found_often(matter, by, now):
        return Told(blocked=(_TOO_OFTEN,))
    if blocked:
        kinds = sorted({one.what for one in blocked})
        ledger.write(by=by, verb=Verb.NAME_FOUND, subject=matter, now=now, details={"loai": kinds})
    warned = [one for one in found if not one.blocks]
    return Told(tuple(sentences(blocked)), tuple(sentences(warned)))


def _found_often(matter: Matter, by: User, now: datetime) -> bool:
    rows = LedgerEntry.objects.filter(
        user_id=by.pk, verb=Verb.NAME_FOUND, subject_id=matter.pk, at__gt=now - timedelta(hours=1)
    )
    return rows[:MOST_AN_HOUR].count() >= MOST_AN_HOUR


def blocking(found: Sequence[Finding]) -> list[Finding]:
    """Those that must be taken out; the others may be common words."""
    return [one for one in found if one.blocks]


def ensure_unnamed(*, matter: Matter, texts: Mapping[str, str]) -> None:
    """Raises Refused while a text tells who it is: the wall behind what a page showed before."""
    if blocked := blocking(findings(matter=matter, texts=texts)):
        raise Refused(_refusal(sentences(blocked)))


def _refusal(blocked: Sequence[str]) -> str:
    if blocked[0] in (_CANNOT, _TOO_OFTEN):
        return blocked[0]
    return (
        f"{'; '.join(blocked)}. Hãy bỏ nội dung này rồi làm lại: thông tin của người được giữ kín phải "
        "được lược bỏ trước khi chia sẻ (Luật Tố cáo, điều 56)."
    )


def sentences(found: Sequence[Finding]) -> list[str]:
    """“Nội dung có họ tên, số điện thoại của người được giữ kín”, one for each place."""
    kinds: dict[str, list[str]] = {}
    for one in found:
        kinds.setdefault(one.where, []).append(one.what)
    return [
        f"{where} có {', '.join(dict.fromkeys(what))} của người được giữ kín"
        for where, what in kinds.items()
    ]
