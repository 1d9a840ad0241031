"""Sealed identities: encrypted in their own table, opened for a reason by a second person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import User
from complaints.enums import IdentityPlace, IdentityRequestState
from complaints.models.matter import Matter
from complaints.querysets import IdentityRequestQuerySet


class SealedIdentity(models.Model):
    """Danh tính kín: who stands behind an alias (Luật Tố cáo 2018, art. 8, 9, 47, 56).

    Where it lies says `place` (ADR 0038). On this server: `cipher` is AES-256-GCM under a key of its
    own, `wrapped_key` is that key under the key-encryption key named `key_id`, which lies outside the
    database; the marks are short keyed hashes of number and phone. Apart: nothing of it lies here.
    On paper: only the code on the sealed envelope.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="sealed_identity")
    alias = models.CharField(max_length=40)
    place = models.CharField(
        max_length=6,
        choices=IdentityPlace.choices,
        default=IdentityPlace.SERVER,
        db_default=IdentityPlace.SERVER,
    )
    key_id = models.CharField(max_length=16, blank=True)
    wrapped_key = models.BinaryField()
    cipher = models.BinaryField()
    envelope = models.CharField(max_length=12, blank=True, db_default="")
    number_mark = models.CharField(max_length=5, blank=True, db_default="")
    phone_mark = models.CharField(max_length=5, blank=True, db_default="")
    sealed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["number_mark"], condition=~Q(number_mark=""), name="sealed_by_number_mark"
            ),
            models.Index(
                fields=["phone_mark"], condition=~Q(phone_mark=""), name="sealed_by_phone_mark"
            ),
            models.Index(fields=["key_id"], name="sealed_by_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(place="server", envelope="") & ~Q(key_id=""))
                | Q(place="apart", envelope="", key_id="", number_mark="", phone_mark="")
                | (Q(place="paper", key_id="", number_mark="", phone_mark="") & ~Q(envelope="")),
                name="sealed_identity_lies_in_one_place",
            ),
            models.CheckConstraint(
                condition=(Q(place="server") & ~Q(cipher=b"") & ~Q(wrapped_key=b""))
                | (~Q(place="server") & Q(cipher=b"", wrapped_key=b"")),
                name="sealed_identity_here_only_on_server",
            ),
            models.UniqueConstraint(
                fields=["envelope"], condition=~Q(envelope=""), name="envelope_code_is_used_once"
            ),
        ]

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
    opened_at = models.DateTimeField(null=True, help_text="lần mở đầu tiên")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

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
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(state="approved", opened_at__isnull=False, opened_by__isnull=False),
                name="identity_request_opened_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"Yêu cầu mở danh tính ({self.get_state_display()})"

    @property
    def ledger_label(self) -> str:
        return "Yêu cầu mở danh tính"
