"""The five real plans as demonstration data, each with its issuer."""

from datetime import datetime
from pathlib import Path
from typing import Any

from plans.actions.importing import import_plan, read_document
from plans.matching import find_issuer

FOLDER = Path(__file__).parent / "demo"


def load(*, order: Any, now: datetime) -> None:
    """Imports every plan of the folder for the agency that its text names."""
    paths = sorted(FOLDER.glob("*.txt"))
    for path in paths:
        content = path.read_bytes()
        agency = find_issuer(read_document(content))
        import_plan(agency=agency, name=path.name, content=content, by=None, now=now, accepted=True)
    order.say(f"Đã nhập {len(paths)} kế hoạch.")
