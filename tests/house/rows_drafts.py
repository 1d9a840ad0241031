"""A draft of the department's officer."""

import uuid

from reception.actions.drafts import save_draft
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer = province.person("officer", "SKHCN")
    return {"draft": save_draft(key=uuid.uuid4(), typed={"title": ["Dở"]}, by=officer, now=NOW)}
