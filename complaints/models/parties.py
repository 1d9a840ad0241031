"""Who stands in a petition, what it is linked to, and where its paper lies."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import User
from complaints.enums import LinkKind, PartyRole
from complaints.models.person import Person
from complaints.models.petition import Petition
from complaints.querysets import LinkQuerySet, OfPetition


class PetitionParty(Kept):
    """Người đứng tên trong đơn: one of many petitioners, a representative, a lawyer.

    Never on a sealed petition: its people are in the vault. Withdrawal of some of a group is a date
    here (Nghị định 124/2020/NĐ-CP, art. 7a).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    full_name = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=15, choices=PartyRole.choices)
    proof = models.CharField(max_length=200, blank=True, help_text="giấy ủy quyền, thẻ luật sư")
    has_signed = models.BooleanField(default=True)
    withdrawn_on = models.DateField(null=True)

    objects = OfPetition.as_manager()

    class Meta:
        indexes = [models.Index(fields=["petition", "role"], name="party_by_petition")]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=Q(role="petitioner") | Q(withdrawn_on__isnull=True),
                name="party_withdraws_only_own_petition",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def ledger_label(self) -> str:
        """The ledger names no citizen."""
        return "Người đứng tên trong đơn"


class PetitionLink(Kept):
    """Quan hệ giữa hai đơn: split, duplicate, merged, sent again. Undone with a trace, never lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    reason = models.CharField(max_length=300)
    before = models.JSONField(default=dict, help_text="tình trạng trước khi ghép, để tách lại")
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=300, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(petition=F("other")), name="link_is_between_two_petitions"
            ),
            models.UniqueConstraint(
                fields=["petition", "other", "kind"],
                condition=Q(undone_at__isnull=True),
                name="link_is_made_once",
            ),
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(undone_at__isnull=True, kind="merged"),
                name="petition_is_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="link_undone_has_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def ledger_label(self) -> str:
        return f"Liên kết đơn: {self.get_kind_display()}"


class PaperHandover(Kept):
    """Giao nhận hồ sơ giấy: from hand to hand, with the place where it lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="handovers")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    content = models.CharField(max_length=300, help_text="bút lục, số tờ")
    given_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    refused_reason = models.CharField(max_length=300, blank=True)

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        indexes = [
            models.Index(
                fields=["given_to", "given_at"],
                condition=Q(received_at__isnull=True, refused_reason=""),
                name="handover_waiting_for",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_by=F("given_to")), name="handover_is_between_two"
            ),
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(received_at__isnull=True, refused_reason=""),
                name="handover_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Giao nhận hồ sơ {self.given_at:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Giao nhận hồ sơ giấy"


class PlaceAlias(models.Model):
    """Tên cũ của địa danh: loaded from CSV by the administrator, empty by default."""

    folded = models.CharField(max_length=120, db_index=True)
    old_name = models.CharField(max_length=120)
    commune_code = models.CharField(max_length=10)
    commune = models.CharField(max_length=120)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["folded", "commune_code"], name="place_alias_is_said_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.commune}"
