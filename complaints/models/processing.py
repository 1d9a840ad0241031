"""Processing of a petition (xử lý đơn): its assessment, the proposal, where it was sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import Outcome, ProposalState, Receipt, Secrecy, TransferState, UrgeState
from complaints.models.between import SentBetweenAgencies
from complaints.models.matter import Matter
from complaints.models.petition import Petition
from complaints.querysets import OfPetition, TransferQuerySet


class Assessment(Kept):
    """Kiểm tra điều kiện xử lý: the answer to each line of the checklist, and what follows."""

    petition = models.OneToOneField(
        Petition, on_delete=models.PROTECT, primary_key=True, related_name="assessment"
    )
    answers = models.JSONField(default=dict, help_text="mã dòng → co | khong | khong_ap_dung")
    notes = models.JSONField(default=dict)
    is_eligible = models.BooleanField(null=True)
    competent_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+"
    )
    competent_name = models.CharField(max_length=200, blank=True)
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    objects = OfPetition.as_manager()

    def __str__(self) -> str:
        return "Kiểm tra điều kiện xử lý đơn"

    @property
    def ledger_label(self) -> str:
        return "Kiểm tra điều kiện xử lý đơn"


class Proposal(Kept):
    """Phiếu đề xuất xử lý đơn: proposed by one, approved or sent back by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="proposals")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    is_competent = models.BooleanField()
    grounds = models.JSONField(default=list, help_text="mã căn cứ (điều 11, điều 25, ...)")
    note = models.TextField(blank=True)
    branches = models.JSONField(default=list)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [
            models.Index(
                fields=["proposed_by", "-proposed_at"],
                condition=Q(state="returned"),
                name="proposal_returned_to",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(state="proposed"), name="proposal_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(state="taken_back")
                | ~Q(decided_by=F("proposed_by")),
                name="proposal_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="proposal_decided_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Đề xuất: {self.get_outcome_display()}"

    @property
    def ledger_label(self) -> str:
        return str(self)


class Transfer(Kept):
    """Chuyển, hướng dẫn, đôn đốc: where it went, by which document, and the answer that is owed.

    A receiver inside the house takes it in from an inbox or refuses it: `receipt`; `became` is the
    petition in the receiver's register, the next link of the chain. `to_path`, `secrecy` are copies.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="transfers")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=200)
    document = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField()
    answer_due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10, choices=TransferState.choices, default=TransferState.SENT
    )
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answer_document = models.CharField(max_length=200, blank=True)
    told_citizen_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_path = models.CharField(max_length=200, blank=True)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    receipt = models.CharField(max_length=10, choices=Receipt.choices, blank=True)
    receive_by = models.DateField(null=True, help_text="hạn tiếp nhận")
    receipt_on = models.DateField(null=True)
    receipt_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    receipt_note = models.TextField(blank=True)
    wrong_competence = models.BooleanField(
        default=False, help_text="nơi nhận trả lời: không thuộc thẩm quyền"
    )
    became = models.OneToOneField(
        Petition, on_delete=models.PROTECT, null=True, related_name="came_from"
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "id"]
        indexes = [
            models.Index(
                fields=["to_agency", "receipt", "-sent_on", "-id"],
                condition=~Q(receipt=""),
                name="transfer_inbox",
            ),
            models.Index(fields=["state", "answer_due_on"], name="transfer_unanswered"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(to_name=""), name="transfer_has_a_receiver"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="transfer_is_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="transfer_answered_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(receipt="") | Q(to_agency__isnull=False),
                name="transfer_is_taken_in_inside_the_house",
            ),
            models.CheckConstraint(
                condition=Q(receipt__in=["", "waiting"], receipt_on__isnull=True)
                | Q(receipt="accepted", receipt_on__isnull=False, became__isnull=False)
                | (Q(receipt="refused", receipt_on__isnull=False) & ~Q(receipt_note="")),
                name="transfer_receipt_says_when_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.to_name}"

    @property
    def ledger_label(self) -> str:
        return f"{self.get_outcome_display()} đến {self.to_name}"


class CaseUrge(SentBetweenAgencies):
    """Đôn đốc giải quyết: one agency asks another about a petition that waits there, with a day."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="urges")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="urges")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="cơ quan đôn đốc"
    )
    content = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    urged_on = models.DateField()
    answer_due_on = models.DateField()
    state = models.CharField(max_length=10, choices=UrgeState.choices, default=UrgeState.WAITING)
    answered_on = models.DateField(null=True)
    urged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-urged_on", "-id"]
        indexes = [
            models.Index(fields=["to_agency", "state", "answer_due_on"], name="urge_waits_for"),
            models.Index(fields=["agency", "-urged_on", "-id"], name="urge_by_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency=F("to_agency")), name="urge_is_not_of_oneself"
            ),
            models.CheckConstraint(condition=~Q(content=""), name="urge_says_what"),
            models.CheckConstraint(
                condition=Q(answer_due_on__gte=F("urged_on")), name="urge_is_due_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="urge_answered_says_what_and_when",
            ),
            models.UniqueConstraint(
                fields=["petition", "agency"],
                condition=Q(state="waiting"),
                name="urge_waits_once_per_petition",
            ),
        ]

    def __str__(self) -> str:
        return f"Đôn đốc {self.to_agency.short_name}"

    @property
    def ledger_label(self) -> str:
        return "Đôn đốc giải quyết"
