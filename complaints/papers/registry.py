"""The forms that the product knows, and which of them fit a case on a day."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from complaints.papers.form import Form, read_form
from complaints.procedure.names import ProcedureKind, Stage

FOLDER = Path(__file__).resolve().parent.parent / "data" / "forms"


@cache
def forms() -> dict[str, Form]:
    """Every form by its code, in the order of the files."""
    found = [read_form(path) for path in sorted(FOLDER.glob("*.toml"))]
    by_code = {form.code: form for form in found}
    if len(by_code) != len(found):
        raise ValueError("two files of complaints/data/forms hold one code")
    return by_code


def form_of(code: str) -> Form | None:
    return forms().get(code)


def forms_for(kind: ProcedureKind, on: date) -> list[Form]:
    """Forms in force on the day `on` that this procedure uses."""
    return [form for form in forms().values() if kind in form.procedures and form.is_in_force(on)]


def suggested(found: Iterable[Form], stage: Stage) -> list[Form]:
    """Those that usually come at this stage."""
    return [form for form in found if stage in form.stages]


def validity_refusal(form: Form, on: date) -> str | None:
    """Why the form may not be used on that day, with the one that took its place."""
    if form.is_in_force(on):
        return None
    if on < form.valid_from:
        return f"{form.number} chỉ dùng từ ngày {form.valid_from:%d/%m/%Y}."
    ended = f"{form.number} ({form.decree}) hết hiệu lực sau ngày {form.valid_to:%d/%m/%Y}"
    after = forms().get(form.replaced_by)
    if after is None:
        return f"{ended}."
    return f"{ended}; hãy dùng {after.number} theo {after.citation}."
