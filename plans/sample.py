"""The five real plans as demonstration data, each with its issuer, and a draft that waits for review."""

from datetime import datetime
from pathlib import Path
from typing import Any

from agencies.models import Agency
from plans.actions.importing import import_plan, read_document
from plans.matching import find_issuer

FOLDER = Path(__file__).parent / "demo"
_DRAFT = FOLDER / "draft" / "so-khcn-cho-duyet.txt"
_READER = "LS-SKHCN"


def load(*, order: Any, now: datetime) -> None:
    """Imports every plan of the folder for the agency that its text names; leaves one to be reviewed."""
    paths = sorted(FOLDER.glob("*.txt"))
    for path in paths:
        content = path.read_bytes()
        agency = find_issuer(read_document(content))
        import_plan(agency=agency, name=path.name, content=content, by=None, now=now, accepted=True)
    order.say(f"Đã nhập {len(paths)} kế hoạch.")
    waiting = Agency.objects.filter(code=_READER).first()
    if waiting and not order.is_bulk:
        content = _DRAFT.read_bytes()
        import_plan(agency=waiting, name=_DRAFT.name, content=content, by=None, now=now)
