"""What was decided and what must be done for it (quyết định, kết luận và việc thi hành)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, User
from complaints.models.petition import Petition
from complaints.procedure.names import DutyItem, Finding, Ruling
from complaints.querysets import OfDecision, OfEnforcement, OfPetition


class Decision(models.Model):
    """Quyết định giải quyết khiếu nại, kết luận nội dung tố cáo, văn bản trả lời."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="decision")
    number = models.CharField(max_length=120)
    decided_on = models.DateField()
    signer = models.CharField(max_length=120)
    finding = models.CharField(max_length=12, choices=Finding.choices)
    ruling = models.CharField(max_length=12, choices=Ruling.choices, default=Ruling.NONE)
    text = models.TextField()
    investigation_cases = models.PositiveIntegerField(default=0, help_text="vụ chuyển điều tra")
    investigation_people = models.PositiveIntegerField(default=0)
    investigation_officials = models.PositiveIntegerField(
        default=0, help_text="trong đó cán bộ, công chức, viên chức"
    )
    rights_restored_people = models.PositiveIntegerField(default=0)
    rights_restored_organisations = models.PositiveIntegerField(default=0)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True, help_text="ngày người khiếu nại nhận được")
    published_on = models.DateField(null=True)
    published_how = models.CharField(max_length=200, blank=True)
    effective_on = models.DateField(null=True)

    objects = OfPetition.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text="") & ~Q(signer=""),
                name="decision_has_number_text_and_signer",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("decided_on")),
                name="decision_is_sent_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("decided_on")),
                name="decision_is_published_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(investigation_officials__lte=F("investigation_people")),
                name="decision_officials_are_among_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ledger_label(self) -> str:
        return f"Quyết định, kết luận {self.number}"


class EnforcementItem(models.Model):
    """Một việc phải thi hành: amount due in đồng, m² or a count, by whom and by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=15, choices=DutyItem.choices)
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    officials = models.PositiveIntegerField(default=0, help_text="trong đó cán bộ, công chức")
    in_charge = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    objects = OfDecision.as_manager()

    class Meta:
        ordering = ["kind", "due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="enforcement_is_not_negative"),
            models.CheckConstraint(condition=~Q(what=""), name="enforcement_says_what"),
        ]

    def __str__(self) -> str:
        return self.what


class EnforcementDone(models.Model):
    """Kết quả thi hành: how much was done when, by which document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EnforcementItem, on_delete=models.PROTECT, related_name="done")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    people = models.PositiveIntegerField(default=0, help_text="số người bị khởi tố")
    officials = models.PositiveIntegerField(default=0)
    done_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = OfEnforcement.as_manager()

    class Meta:
        ordering = ["done_on", "entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="enforcement_done_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done_on:%d/%m/%Y}"
