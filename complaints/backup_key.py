"""The key of sealed identities as a backup knows it: its id, and that it opens what is sealed."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from complaints import vault
from complaints.enums import IdentityPlace
from complaints.models import Person, SealedIdentity
from complaints.vault import keyring
from records.backup.keys import KeptKey


def identity_key() -> KeptKey | None:
    """Khóa danh tính; None where a keeper holds it, with a backup of its own (ADR 0038)."""
    if vault.is_apart():
        return None
    return KeptKey(
        name="identity-key",
        label="khóa danh tính",
        path=Path(settings.IDENTITY_KEY_FILE or "identity-key"),
        id_of=_id_of,
        opens=opens_one,
        ids_of=_ids_of,
    )


def _ids_of(path: Path) -> list[str]:
    """Every key of the file: an older one opens an older backup."""
    try:
        return [key.id for key in keyring.ring(str(path))]
    except ImproperlyConfigured as error:
        raise ValueError(str(error)) from None


def _id_of(path: Path) -> str:
    try:
        return vault.key_id(str(path))
    except ImproperlyConfigured as error:
        raise ValueError(str(error)) from None


def opens_one(path: Path) -> bool:
    """Opens the newest sealed identity, or a number of a paper, and forgets it at once."""
    here = SealedIdentity.objects.filter(place=IdentityPlace.SERVER)
    sealed = here.order_by("-sealed_at").first()
    if sealed is not None:
        vault.get(
            matter_id=sealed.matter_id, kept=vault.Kept.of(sealed), why="backup", key_file=str(path)
        )
        return True
    person = Person.objects.filter(id_cipher__isnull=False).order_by("-pk").first()
    if person is not None:
        vault.open_number(person_id=person.pk, cipher=person.id_cipher, key_file=str(path))
    return person is not None
