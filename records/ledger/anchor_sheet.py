"""Tờ neo sổ vết: the head of the ledger to print, sign and keep in a cabinet."""

from datetime import datetime
from io import BytesIO

import segno
from django.utils import timezone

from records.ledger.anchors import Anchor
from records.pdf import document


def sheet(anchor: Anchor) -> bytes:
    """The PDF with the digest in groups a person can read aloud, and a QR code. Raises Refused."""
    code = BytesIO()
    segno.make(anchor.short, error="m", micro=False).save(code, kind="svg", xmldecl=False, scale=4)
    groups = [anchor.digest[n : n + 8] for n in range(0, len(anchor.digest), 8)]
    sealed_at = timezone.localtime(datetime.fromisoformat(anchor.sealed_at))
    context = {"anchor": anchor, "groups": groups, "sealed_at": sealed_at}
    return document("records/pdf/ledger_anchor.html", context, {"qr": code.getvalue()})
