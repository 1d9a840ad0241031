"""What is asked of the demonstration data, and ids that come out the same each time."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import UUIDField


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """Passed to every loader registered as demo data. Zero visits and petitions: the small year."""

    seed: int
    until: date
    visits: int = 0
    petitions: int = 0
    say: Callable[[str], object] = lambda line: None

    @property
    def is_bulk(self) -> bool:
        return bool(self.visits or self.petitions)

    def chance(self, name: str) -> random.Random:
        """Chance of its own for each loader, so that one does not move another."""
        return random.Random(f"{self.seed}|{self.until}|{name}")  # noqa: S311 - not a secret


@contextmanager
def seeded_ids(chance: random.Random) -> Iterator[None]:
    """Inside, rows made by the ordinary actions get ids from `chance` instead of the system's.

    Demonstration only: ids in URLs must not be guessable, so nothing else may use this.
    """

    def seeded() -> UUID:
        return UUID(int=chance.getrandbits(128), version=4)

    fields = [f for model in apps.get_models() for f in model._meta.local_fields if _is_random(f)]
    for field in fields:
        field.__dict__["_get_default"] = seeded
    try:
        yield
    finally:
        for field in fields:
            field.__dict__.pop("_get_default", None)


def _is_random(field: Any) -> bool:
    return isinstance(field, UUIDField) and field.primary_key
