"""Documents and recipients typed by a person, a line each, as a plan keeps them; and back."""

from __future__ import annotations

import re
from typing import Any

from plans.parser.citations import cited_in
from plans.parser.units import UnitFinder

_FINDER = UnitFinder()
_LEAD = re.compile(r"^(?:căn cứ|thực hiện)(?:\s+vào)?\s+", re.IGNORECASE)
_MARK = re.compile(r"^(?P<name>.+?)\s*\((?P<mark>[^()]{2,25})\)$")
_KEYS = ("kind", "number", "date", "issuer", "subject")


def as_base(text: str) -> dict[str, Any]:
    """Căn cứ: the words as typed, with number, day and issuer where the line names them."""
    bare = _LEAD.sub("", text).strip(" .;")
    cited = cited_in(bare, _FINDER)
    if not cited:
        kind = "Luật" if bare.lower().startswith(("luật", "bộ luật")) else None
        return {"kind": kind, "number": "", "date": None, "issuer": None, "subject": bare,
                "text": bare}  # fmt: skip
    document = cited[0].document
    return {**{name: getattr(document, name) for name in _KEYS}, "text": bare}


def as_implements(text: str, before: dict[str, Any]) -> dict[str, Any]:
    """The document that the plan carries out; what was known of it stays while the words do."""
    bare = _LEAD.sub("", text).strip(" .;,")
    if bare == implements_line(before):
        return before
    cited = cited_in(bare, _FINDER) if bare else []
    document = cited[0].document if cited else None
    known = {name: getattr(document, name, None) for name in ("number", "date", "issuer")}
    return {**known, "text": bare} if bare else known


def as_recipient(text: str) -> dict[str, Any]:
    """Nơi nhận: “Thanh tra tỉnh (b/c)”."""
    bare = text.strip(" -;.")
    marked = _MARK.match(bare)
    if marked and not bare.startswith("Lưu"):
        return {"name": marked["name"], "mark": marked["mark"]}
    return {"name": bare, "mark": None}


def base_line(base: dict[str, Any]) -> str:
    """The line that a person reads and changes."""
    if base.get("text"):
        return str(base["text"])
    about = f"về {base['subject']}" if base.get("subject") else ""
    return " ".join(part for part in (_document_words(base), about) if part)


def implements_line(told: dict[str, Any]) -> str:
    """“Kế hoạch số 91/KH-UBND ngày 28/10/2026 của UBND tỉnh”."""
    return str(told.get("text") or (_document_words(told) if told.get("number") else ""))


def recipient_line(place: dict[str, Any]) -> str:
    return f"{place['name']} ({place['mark']})" if place.get("mark") else str(place["name"])


def _document_words(told: dict[str, Any]) -> str:
    day = "/".join(reversed((told.get("date") or "").split("-")))
    parts = (
        told.get("kind") or "Văn bản",
        f"số {told['number']}" if told.get("number") else "",
        f"ngày {day}" if len(day) == 10 else "",
        f"của {told['issuer']}" if told.get("issuer") else "",
    )
    return " ".join(part for part in parts if part)
