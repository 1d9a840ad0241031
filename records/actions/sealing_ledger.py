"""Sealing the ledger (niêm phong sổ vết): each hour what came since, in runs of their own (ADR 0040)."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from records.actions import jobs
from records.ledger.anchors import Anchor, append_anchors
from records.ledger.keys import Signer, known_keys, signer
from records.ledger.late import open_gaps
from records.ledger.merkle import Tree
from records.ledger.rows import leaves, transaction_number, waiting
from records.ledger.seals import FIRST, Seal, gaps_in
from records.ledger_models import LedgerSeal
from records.models import Job

KIND = "seal_ledger"
_MOST = 50_000
_LOCK = 0x5EA1


def seal_ledger(*, by: None = None, now: datetime) -> list[Seal]:
    """Seals every row that no seal holds yet, and takes the new heads to the anchor folder.

    Numbers are not the order of commits: a row that was still on its way when its neighbours were
    sealed is named as missing there and sealed as late by the next seal. Raises Refused.
    """
    key, made = signer(), []
    while seal := _seal_next(key, now):
        made.append(seal)
    keep_anchors()
    return made


@transaction.atomic
def _seal_next(key: Signer, now: datetime) -> Seal | None:
    """One seal, or None when there is nothing to seal; two sealers wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LedgerSeal.objects.order_by("-number").first()
    first_id = last.last_id + 1 if last else 1
    tree, numbers = Tree(), []
    for number, leaf in leaves(after=first_id - 1, most=_MOST):
        tree.add(leaf)
        numbers.append(number)
    late = waiting(open_gaps())
    for _, leaf in late:
        tree.add(leaf)
    if not tree.count:
        return None
    return _kept(
        Seal(
            number=last.number + 1 if last else 1,
            first_id=first_id,
            last_id=numbers[-1] if numbers else first_id - 1,
            missing=tuple(gaps_in(numbers, first_id)),
            late=tuple(number for number, _ in late),
            horizon=transaction_number(),
            count=tree.count,
            total=(last.total if last else 0) + tree.count,
            root=tree.root().hex(),
            previous=last.digest if last else FIRST,
            sealed_at=now,
            key_id=key.key_id,
        ),
        key,
    )


def _kept(seal: Seal, key: Signer) -> Seal:
    digest = seal.counted_digest()
    row = LedgerSeal.objects.create(
        number=seal.number, first_id=seal.first_id, last_id=seal.last_id,
        missing=[list(gap) for gap in seal.missing], late=list(seal.late), horizon=seal.horizon,
        count=seal.count, total=seal.total, root=seal.root, previous=seal.previous, sealed_at=seal.sealed_at,
        key_id=seal.key_id, digest=digest, signature=key.sign(digest),
    )  # fmt: skip
    return Seal.of(row)


def keep_anchors() -> int:
    """Takes to LEDGER_ANCHOR_DIR, another disk or machine, every head it lacks. Raises Refused."""
    if not settings.LEDGER_ANCHOR_DIR:
        return 0
    keys = known_keys()
    rows = LedgerSeal.objects.order_by("number").iterator()
    anchors = (Anchor.of(Seal.of(row), keys.get(row.key_id, "")) for row in rows)
    return append_anchors(Path(settings.LEDGER_ANCHOR_DIR), anchors)


def ask_sealing(*, by: None = None, now: datetime) -> Job:
    """The job of this hour; asked twice it is one."""
    key = f"{KIND}:{now:%Y-%m-%dT%H}"
    return jobs.ask(kind=KIND, effect_key=key, agency=None, arguments={}, by=by, now=now)


def run_sealing(*, job: Job, now: datetime) -> None:
    """The job itself."""
    seal_ledger(now=now)
