"""The key of sealed identities as a backup knows it: its id, and that it opens what is sealed."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from complaints import vault
from complaints.models import Person, SealedIdentity
from records.backup.keys import KeptKey


def identity_key() -> KeptKey:
    """Khóa danh tính."""
    return KeptKey(
        name="identity-key",
        label="khóa danh tính",
        path=Path(settings.IDENTITY_KEY_FILE or "identity-key"),
        id_of=_id_of,
        opens=opens_one,
    )


def _id_of(path: Path) -> str:
    try:
        return vault.key_id(str(path))
    except ImproperlyConfigured as error:
        raise ValueError(str(error)) from None


def opens_one(path: Path) -> bool:
    """Opens the newest sealed identity, or a number of a paper, and forgets it at once."""
    sealed = SealedIdentity.objects.order_by("-sealed_at").first()
    if sealed is not None:
        vault.open_identity(
            matter_id=sealed.matter_id,
            wrapped_key=sealed.wrapped_key,
            cipher=sealed.cipher,
            key_file=str(path),
        )
        return True
    person = Person.objects.filter(id_cipher__isnull=False).order_by("-pk").first()
    if person is not None:
        vault.open_number(person_id=person.pk, cipher=person.id_cipher, key_file=str(path))
    return person is not None
