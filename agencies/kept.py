"""Records whose changes the ledger tells (sổ vết): they remember what was read of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class Kept(models.Model):
    """A record whose rows in the ledger say by themselves what was before and after.

    What was read is remembered by reference, without a statement and without a copy; the writer of the
    ledger compares it with what stands now.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """The record as read: Django's, with what was read beside it."""
        row = super().from_db(db, field_names, values)
        row._read = (field_names, values)  # type: ignore[attr-defined]
        return row

    def was(self) -> dict[str, Any]:
        """What was read last, by column; {} of a record that is new."""
        names, values = getattr(self, "_read", ((), ()))
        return dict(zip(names, values, strict=True))

    def stands(self) -> dict[str, Any]:
        """What stands now, by column; without those never read."""
        held = self.__dict__
        columns = (field.attname for field in self._meta.concrete_fields)
        return {name: held[name] for name in columns if name in held}

    def remember(self) -> None:
        """From now on what stands is what was: after a row in the ledger told it."""
        now = self.stands()
        self._read = (tuple(now), tuple(now.values()))
