"""Documents of a case: drafted from a form, approved by another, issued with a number, sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import User
from complaints.enums import PaperState, SendWay
from complaints.models.petition import Petition
from complaints.querysets import OfPaper, OfPetition
from records.models import IssuedDocument


class CasePaper(Kept):
    """Văn bản của vụ việc theo mẫu. `values`: what the form asks beyond what the case says.

    The issued file, its number and hash are `issued` (records); from then on nothing changes here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="papers")
    form_code = models.CharField(max_length=40, help_text="124-03, 31-12, tt05-01, ...")
    title = models.CharField(max_length=200, help_text="không ghi tên người")
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    returned_note = models.CharField(max_length=300, blank=True)
    issued = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="case_paper"
    )
    version = models.PositiveIntegerField(default=1)

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(fields=["petition", "form_code"], name="paper_by_petition"),
            models.Index(
                fields=["drafted_at"], condition=Q(state="submitted"), name="paper_submitted"
            ),
            models.Index(
                fields=["drafted_by", "drafted_at"],
                condition=Q(state="draft"),
                name="paper_draft_by_drafter",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", issued__isnull=False)
                | (~Q(state="issued") & Q(issued__isnull=True)),
                name="paper_issued_has_its_document",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="paper_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "issued"]) | Q(approved_by__isnull=False),
                name="paper_approved_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_label(self) -> str:
        return f"Văn bản theo mẫu {self.form_code}"


class PaperSend(Kept):
    """Gửi văn bản: to whom, how, when, and what proves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(CasePaper, on_delete=models.PROTECT, related_name="sends")
    to_whom = models.CharField(max_length=200)
    way = models.CharField(max_length=12, choices=SendWay.choices)
    sent_on = models.DateField()
    proof = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = OfPaper.as_manager()

    class Meta:
        ordering = ["sent_on", "entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="paper_is_received_after_it_was_sent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.sent_on:%d/%m/%Y}"


class FormConfirmation(models.Model):
    """Xác nhận mẫu: an administrator has compared the text of a form with the official one."""

    form_code = models.CharField(max_length=40, primary_key=True)
    source = models.CharField(max_length=300)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.form_code

    @property
    def ledger_label(self) -> str:
        return f"Xác nhận mẫu {self.form_code}"
