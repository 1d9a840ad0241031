"""The key that signs seals of the ledger as a backup knows it: its id, and that it signed them."""

from pathlib import Path

from django.conf import settings

from agencies.refusals import Refused
from records.backup.keys import KeptKey
from records.ledger import keys
from records.ledger.seals import Seal
from records.ledger_models import LedgerSeal


def ledger_key() -> KeptKey:
    """Khóa niêm phong sổ vết."""
    return KeptKey(
        name="ledger-key",
        label="khóa niêm phong sổ vết",
        path=Path(settings.LEDGER_KEY_FILE or "ledger-key"),
        id_of=_id_of,
        opens=signed_the_newest,
        ids_of=_ids_of,
        since="records.0010_ledger_seals",
    )


def _id_of(path: Path) -> str:
    try:
        return keys.signer(path).key_id
    except Refused as refused:
        raise ValueError(refused.sentence) from None


def _ids_of(path: Path) -> list[str]:
    """The key that signs, and the public halves of the past below it."""
    return list(_known(path))


def _known(path: Path) -> dict[str, str]:
    try:
        return keys.known_keys(path)
    except Refused as refused:
        raise ValueError(refused.sentence) from None


def signed_the_newest(path: Path) -> bool:
    """True when the newest seal bears a signature of a key in this file; False when nothing is sealed."""
    row = LedgerSeal.objects.order_by("-number").first()
    if row is None:
        return False
    seal = Seal.of(row)
    public = _known(path).get(seal.key_id, "")
    if not public or not keys.is_signed(seal.counted_digest(), seal.signature, public):
        raise ValueError("the newest seal was not signed by a key of this file")
    return True
