"""Sealed identities: encrypted in their own table, opened for a reason by a second person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import User
from complaints.enums import IdentityRequestState
from complaints.models.matter import Matter
from complaints.querysets import IdentityRequestQuerySet


class SealedIdentity(models.Model):
    """Danh tính kín: who stands behind an alias (Luật Tố cáo 2018, art. 8, 9, 47, 56).

    `cipher` is AES-256-GCM under a key of its own; `wrapped_key` is that key under the
    key-encryption key named `key_id`, which lies outside the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="sealed_identity")
    alias = models.CharField(max_length=40)
    key_id = models.CharField(max_length=16)
    wrapped_key = models.BinaryField()
    cipher = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.alias

    @property
    def ledger_label(self) -> str:
        return self.alias


class IdentityRequest(models.Model):
    """Yêu cầu mở danh tính: reason, decision by a custodian, then a view bounded in time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="identity_requests")
    reason = models.TextField()
    state = models.CharField(
        max_length=10,
        choices=IdentityRequestState.choices,
        default=IdentityRequestState.ASKED,
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(null=True)

    objects = IdentityRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="identity_request_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", expires_at__isnull=False)
                | (~Q(state="approved") & Q(expires_at__isnull=True)),
                name="identity_request_approved_ends",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="identity_request_decided_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Yêu cầu mở danh tính ({self.get_state_display()})"

    @property
    def ledger_label(self) -> str:
        return "Yêu cầu mở danh tính"
