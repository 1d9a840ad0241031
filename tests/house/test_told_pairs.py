"""What the ledger tells before and after: no command silent, no person told."""

import importlib
import inspect
from types import FunctionType

import pytest
from django.apps import apps

from agencies.kept import Kept
from agencies.models import Agency
from records.actions import ledger
from records.enums import Verb
from records.ledger.pair import told_by_value
from tests.factories import NOW, Province
from tests.house.told_pairs import UNTOLD, told_pairs

# What tells of a person, or goes at the end of the day (design.md section 2), in whatever record.
_NEVER = {
    "accused", "birth_year", "capacity", "has_signed", "interpreter", "is_anonymous", "is_priority",
    "person", "relation", "tension", "working",
}  # fmt: skip


def test_no_record_tells_of_a_person():
    kept = [model for model in apps.get_models() if issubclass(model, Kept)]
    told = {(model.__name__, name) for model in kept for name in told_by_value(model)}
    assert len(kept) > 60
    assert ("HotSpot", "state") in told
    assert not {one for one in told if one[1] in _NEVER}


@pytest.mark.parametrize("site", sorted(UNTOLD))
def test_each_exception_is_a_command_that_writes_a_row(site):
    module, _, name = site.rpartition(".")
    command = inspect.unwrap(getattr(importlib.import_module(module), name))
    assert "ledger." in inspect.getsource(command)


def _silent(subject):
    ledger.write(by=None, verb=Verb.CHANGE, subject=subject, now=NOW)


@pytest.mark.django_db
def test_a_command_that_tells_nothing_fails_the_test(monkeypatch):
    named = {**_silent.__globals__, "__name__": "plans.actions.invented"}
    command = FunctionType(_silent.__code__, named, "_silent")
    with (
        pytest.raises(AssertionError, match=r"plans\.actions\.invented\._silent"),
        told_pairs(monkeypatch),
    ):
        command(Agency.objects.get(pk=Province()["XA"].pk))
    monkeypatch.setitem(UNTOLD, "plans.actions.invented._silent", "the guard around this very test")
