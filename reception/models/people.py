"""Who came beside the petitioner: representatives, the group, whoever holds a mandate. Open visits
only: of a sealed visit all of this lies in the vault."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from complaints.models import Person
from reception.models.visit import Visit


class Representative(models.Model):
    """Người đại diện of a group, appointed in writing (Luật Tiếp công dân 2013, art. 29)."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="representatives")
    full_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "full_name"], name="representative_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class GroupMember(models.Model):
    """Người trong đoàn: a line of the list of people of one visit, never a page of a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="members")
    position = models.PositiveIntegerField()
    full_name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "position"], name="member_has_one_place"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Mandate(models.Model):
    """Giấy tờ đại diện, ủy quyền: who came for the petitioner, by which paper and until when
    (Nghị định 154/2026/NĐ-CP, art. 13)."""

    visit = models.OneToOneField(
        Visit, on_delete=models.PROTECT, primary_key=True, related_name="mandate"
    )
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=200)
    document_date = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(document_date__isnull=True)
                | Q(expires_on__gte=F("document_date")),
                name="mandate_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.document
