"""People who come with a matter. A name is only a key: there is no page of a person."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from agencies.models import Agency
from agencies.vietnamese import fold, name_sort_key
from complaints.enums import PaperKind
from complaints.querysets import PersonQuerySet


class Person(models.Model):
    """Công dân: serves recognition at the desk of one agency only (design.md section 2).

    `id_hash`: keyed hash of the number of the paper; the number itself is encrypted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    full_name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    id_hash = models.CharField(max_length=64, blank=True)
    id_cipher = models.BinaryField(null=True)
    paper = models.CharField(max_length=12, choices=PaperKind.choices, blank=True)
    paper_issued = models.CharField(max_length=160, blank=True, help_text="ngày cấp, nơi cấp")
    is_organisation = models.BooleanField(default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "folded_name"], name="person_by_folded_name"),
            models.Index(
                fields=["agency", "id_hash"],
                condition=~models.Q(id_hash=""),
                name="person_by_id_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.full_name)[:120]
        self.sort_key = name_sort_key(self.full_name)
        super().save(*args, **kwargs)

    @property
    def ledger_label(self) -> str:
        """The ledger names no citizen."""
        return "Công dân"
