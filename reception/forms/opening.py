"""How the desk form opens: empty, with what is known already, or as somebody left it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agencies.models import User
from complaints.models import Person
from reception import heads_day
from reception.errand import KEYS, Errand, errand_of
from reception.forms.desk import DeskForm, Typed
from reception.models import Registration
from reception.selectors import last_visitor


def open_form(*, user: User, errand: Errand, now: datetime) -> DeskForm:
    """A fresh page: nobody is asked again for what this agency knows of the errand."""
    known: dict[str, Any] = {}
    if errand.ticket is not None:
        known["head_count"] = errand.ticket.head_count
    if errand.matter is not None:
        known |= of_person(last_visitor(user, errand.matter))
    if errand.registration is not None:
        known |= _of_registration(errand.registration)
    if errand.sheet is not None:
        known["late_reason"] = f"Nhập từ {errand.sheet} của sổ giấy dự phòng."
    return DeskForm(errand=errand, user=user, now=now, initial=known)


def form_from_draft(typed: Typed, *, user: User, now: datetime) -> DeskForm:
    """The page as it was left, judged by nobody yet. `typed`: every field of the form by its name.

    Raises reception.errand.Unknown when its matter, ticket or the like is out of sight by now.
    """
    errand = errand_from(typed, user)
    return DeskForm(errand=errand, user=user, now=now).restore(typed)


def errand_from(typed: Typed, user: User) -> Errand:
    """The errand that the hidden fields of a form name. Raises Unknown."""
    return errand_of(user, {key: (typed[key] or [""])[0] for key in KEYS if key in typed})


def of_person(person: Person | None) -> dict[str, Any]:
    """What the desk already knows; the number of the paper stays encrypted and is not shown."""
    if person is None:
        return {}
    return {
        "full_name": person.full_name,
        "birth_year": person.birth_year,
        "phone": person.phone,
        "address": person.address,
        "is_organisation": person.is_organisation,
    }


def _of_registration(registration: Registration) -> dict[str, Any]:
    """Đăng ký gặp Thủ trưởng. A secret one carries an alias, not a name."""
    known: dict[str, Any] = {"head_count": registration.head_count}
    if registration.secrecy or registration.visitor_label == heads_day.KEPT_SECRET:
        known["keep_sealed"] = registration.matter_id is None
    else:
        known |= {"full_name": registration.visitor_label, "phone": registration.phone}
        if registration.matter_id is None:
            known["title"] = registration.summary[:200]
    return known


def with_changes(typed: Typed, changes: Mapping[str, Any]) -> dict[str, list[str]]:
    """`typed` with these fields put in."""
    put_in = {
        name: [] if value in (None, False) else [str(value)] for name, value in changes.items()
    }
    return {**typed, **put_in}
