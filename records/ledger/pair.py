"""What was before and after in a row of the ledger, told by the record itself: one way for every command.

A part is told only if `words.WORDS` names it. Choices, days, numbers and yes or no are told as they
were and are; of free text, which may name somebody, and of links to other records only that they changed.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from records.enums import Verb
from records.ledger.words import EDITED, WORDS

Told = dict[str, Any] | None

TELLING = {Verb.CREATE, Verb.CHANGE, Verb.VOID, Verb.REMOVE}
# Whom a reader of the record sees anyway: offices, officers, events.
_NAMED: dict[type[Model], str] = {Agency: "short_name", User: "full_name", Event: "name"}
_TYPES = {
    "BooleanField", "DateField", "DateTimeField", "DecimalField", "IntegerField",
    "PositiveIntegerField", "PositiveSmallIntegerField", "TimeField",
}  # fmt: skip


def pair(verb: str, subject: Any) -> tuple[Told, Told]:
    """(before, after) of what was done to `subject`; (None, None) where the record tells nothing.

    Of a record that was not read before what it holds, of one that goes what it held, else the parts
    that differ from what was read.
    """
    if verb not in TELLING or not isinstance(subject, Kept):
        return None, None
    fields = [field for field in subject._meta.concrete_fields if _key(field) in WORDS]
    if verb == Verb.REMOVE:
        told = _held(fields, subject, subject.was() or subject.stands(), reads=True), {}
    elif not subject.was():
        told = None, _held(fields, subject, subject.stands())
    else:
        told = _differing(fields, subject)
    subject.remember()
    return told


def told_by_value(model: type[Model]) -> list[str]:
    """Names of the parts of such a record that a row tells as they were and are."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if _key(field) in WORDS and _is_told(field)
    ]


def _key(field: Any) -> str:
    """Its name, with that of its record where the name means something else there."""
    own = f"{field.model._meta.model_name}.{field.name}"
    return own if own in WORDS else str(field.name)


def _held(
    fields: list[Any], subject: Kept, values: dict[str, Any], *, reads: bool = False
) -> dict[str, Any]:
    """What is not empty; an office or a person only where it is at hand, or `reads` takes a statement."""
    return {
        _key(field): _said(field, values[field.attname], subject)
        for field in fields
        if _is_told(field)
        and values.get(field.attname) not in (None, "", False)
        and (reads or not field.is_relation or field.is_cached(subject))
    }


def _differing(fields: list[Any], subject: Kept) -> tuple[Told, Told]:
    was, now = subject.was(), subject.stands()
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    edited = []
    for field in fields:
        name = field.attname
        if name not in was or was[name] == now[name]:
            continue
        if _is_told(field):
            before[_key(field)] = _said(field, was[name])
            after[_key(field)] = _said(field, now[name], subject)
        else:
            edited.append(WORDS[_key(field)])
    if edited:
        after[EDITED] = edited
    return (before, after) if after else (None, None)


def _is_told(field: Any) -> bool:
    """True of a part whose value no one can fill with a name."""
    if field.is_relation:
        return field.related_model in _NAMED
    return bool(field.choices) or field.get_internal_type() in _TYPES


def _said(field: Field[Any, Any], value: Any, subject: Kept | None = None) -> Any:
    """The value in words, as the page shows it; days and moments as ISO writes them."""
    if value in (None, ""):
        return ""
    if field.is_relation:
        return _name(field, value, subject)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))  # type: ignore[attr-defined]
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, bool | int) else str(value)


def _name(field: Any, pk: Any, subject: Kept | None) -> str:
    """The name of an office, an officer or an event, read where it is not at hand."""
    model = field.related_model
    if subject is not None and field.is_cached(subject):
        found = getattr(subject, field.name)
    else:
        found = model._base_manager.filter(pk=pk).first()
    return str(getattr(found, _NAMED[model], ""))
