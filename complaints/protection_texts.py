"""Texts of a protection file, sealed under the row they belong to and read again (ADR 0043)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from complaints import vault
from complaints.enums import IdentityPlace
from complaints.models.protection import ProtectedPerson, SealedTexts
from complaints.vault import texts as sealed
from complaints.vault.matching import Finding, found_in


def keeps_names() -> bool:
    """False where identities lie on paper: then the names of kin stay in the envelope as well."""
    return vault.place() is not IdentityPlace.PAPER


def put_away(row: SealedTexts, texts: Mapping[str, str]) -> None:
    """Seals the texts that are not empty into the columns of `row`, which is saved by the caller."""
    kept = {name: text for name, text in texts.items() if text}
    if not kept:
        return
    row.wrapped_key, row.cipher = sealed.seal_texts(row_id=row.pk, texts=kept)
    row.key_id = sealed.key_id_of(row.wrapped_key)


def texts_of(row: SealedTexts) -> dict[str, str]:
    """The texts again; nothing where nothing was sealed. Raises ValueError as the vault does."""
    if row.cipher is None or row.wrapped_key is None:
        return {}
    return sealed.open_texts(
        row_id=row.pk, wrapped_key=bytes(row.wrapped_key), cipher=bytes(row.cipher)
    )


def kin_of_matter(matter_id: UUID, texts: Mapping[str, str]) -> list[Finding]:
    """What the texts tell of kin who are kept secret with the denouncer of a matter: their names are
    among what reveals who denounced (art. 8, 56), whether measures run or not. Raises ValueError."""
    people = ProtectedPerson.objects.unscoped("compared, never shown")
    return kin_in(people.filter(file__matter=matter_id, cipher__isnull=False), texts)


def kin_in(people: Iterable[SealedTexts], texts: Mapping[str, str]) -> list[Finding]:
    """What the texts tell of protected kin: the kind and the place, never the value."""
    found: list[Finding] = []
    for person in people:
        if identity := texts_of(person):
            found += found_in(identity, texts)
    return found
