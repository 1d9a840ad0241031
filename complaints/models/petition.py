"""The petition (đơn) and its clocks."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import (
    ClockEventKind,
    Field,
    ObjectKind,
    Outcome,
    PetitionKind,
    PetitionState,
    Secrecy,
    Source,
    WaitsFor,
)
from complaints.models.matter import Matter
from complaints.models.person import Person
from complaints.querysets import ClockQuerySet, PetitionQuerySet


class Petition(Kept):
    """Đơn: one petition in the register of one agency.

    What lists and permission need is copied here from the matter. `person` is empty when sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="petitions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    book_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="cơ quan đã vào sổ, khi đơn vị ấy đã kết thúc và người kế thừa giữ đơn",
    )  # fmt: skip
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=PetitionKind.choices)
    field = models.CharField(max_length=20, choices=Field.choices)
    source = models.CharField(max_length=10, choices=Source.choices)
    sender_reference = models.CharField(
        max_length=200, blank=True, help_text="số, ngày công văn chuyển đến hoặc dấu bưu điện"
    )
    arrival_number = models.CharField(max_length=40, blank=True, help_text="số đến")
    postmarked_on = models.DateField(null=True)
    sender_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    sender_name = models.CharField(max_length=200, blank=True, help_text="nơi chuyển đơn đến")
    sender_document = models.CharField(max_length=120, blank=True)
    sender_document_on = models.DateField(null=True)
    owes_reply = models.BooleanField(default=False, help_text="phải trả lời nơi chuyển đơn")
    replied_on = models.DateField(null=True)
    received_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    petitioner_label = models.CharField(max_length=120)
    signatories = models.PositiveIntegerField(default=1)
    locality = models.CharField(max_length=120, blank=True)
    commune_code = models.CharField(max_length=10, blank=True, help_text="xã, phường hiện nay")
    old_place = models.CharField(max_length=200, blank=True, help_text="địa danh cũ ghi trong đơn")
    subject_code = models.CharField(max_length=30, blank=True, help_text="mã trong cây nội dung")
    object_kind = models.CharField(max_length=10, choices=ObjectKind.choices, blank=True)
    object_reference = models.CharField(
        max_length=300, blank=True, help_text="số tờ, số thửa; dự án; số, ngày quyết định"
    )
    contested_on = models.DateField(null=True, help_text="ngày nhận, biết quyết định, hành vi")
    is_anonymous = models.BooleanField(default=False, help_text="không rõ người tố cáo, mạo danh")
    is_discipline = models.BooleanField(default=False, help_text="khiếu nại quyết định kỷ luật")
    text_bands = ArrayField(models.BigIntegerField(), default=list, blank=True)
    summary = models.CharField(max_length=300)
    content = models.TextField()
    is_first_time = models.BooleanField(default=True)
    state = models.CharField(
        max_length=10, choices=PetitionState.choices, default=PetitionState.RECEIVED
    )
    is_competent = models.BooleanField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(blank=True)
    processed_on = models.DateField(null=True)
    processed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_on = models.DateField(null=True)
    resolution = models.TextField(blank=True)
    next_due_on = models.DateField(null=True)
    next_duty = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    holder = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="người thụ lý đơn"
    )
    waits_for = models.CharField(max_length=10, choices=WaitsFor.choices, default=WaitsFor.AGENCY)
    paper_keeper = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paper_place = models.CharField(max_length=120, blank=True, help_text="nơi để hồ sơ giấy")

    objects = PetitionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-received_on", "-id"], name="petition_by_agency"),
            models.Index(fields=["-received_on", "-id"], name="petition_newest"),
            # Sealed petitions stand in no search row: lists look for words of their own summary.
            GinIndex(
                OpClass(Upper("petitioner_label"), name="gin_trgm_ops"),
                OpClass(Upper("summary"), name="gin_trgm_ops"),
                condition=Q(secrecy__gt=Secrecy.OPEN),
                name="petition_sealed_by_words",
            ),
            models.Index(
                fields=["agency", "next_due_on", "id"],
                condition=Q(next_due_on__isnull=False),
                name="petition_by_due",
            ),
            models.Index(fields=["agency", "-processed_on"], name="petition_by_processing"),
            models.Index(
                fields=["holder", "next_due_on", "id"],
                condition=Q(next_due_on__isnull=False, holder__isnull=False),
                name="petition_by_holder",
            ),
            models.Index(
                fields=["agency", "received_on"],
                condition=Q(state="received"),
                name="petition_waiting_by_age",
            ),
            models.Index(
                fields=["agency", "holder", "next_due_on"],
                condition=Q(state__in=["received", "accepted"]),
                name="petition_running_by_holder",
            ),
            models.Index(
                fields=["agency", "next_due_on"],
                condition=Q(waits_for="approval"),
                name="petition_waiting_for_head",
            ),
            models.Index(
                fields=["holder", "next_due_on"],
                condition=Q(waits_for__in=["citizen", "other"], holder__isnull=False),
                name="petition_waiting_for_others",
            ),
            models.Index(
                fields=["agency", "next_due_on", "id"],
                condition=Q(
                    subject_code__in=["cong_chuc.nhan_su", "cong_chuc.ung_cu"],
                    state__in=["received", "accepted"],
                ),
                name="petition_about_personnel",
            ),
            models.Index(
                fields=["matter", "received_on"],
                condition=Q(signatories__gte=5),
                name="petition_signed_by_many",
            ),
            GinIndex(fields=["text_bands"], name="petition_by_text_band"),
            models.Index(
                fields=["agency", "sender_document"],
                condition=~Q(sender_document=""),
                name="petition_by_letter",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(signatories__gt=0), name="petition_is_signed_by_one"
            ),
            models.CheckConstraint(
                condition=Q(state="received", outcome="", processed_on__isnull=True)
                | (~Q(state="received") & ~Q(outcome="") & Q(processed_on__isnull=False)),
                name="petition_processed_has_outcome_and_date",
            ),
            models.CheckConstraint(
                condition=Q(state="resolved", resolved_on__isnull=False)
                | (~Q(state="resolved") & Q(resolved_on__isnull=True)),
                name="petition_resolved_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(processed_on__isnull=True) | Q(processed_on__gte=F("received_on")),
                name="petition_is_processed_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("processed_on")),
                name="petition_is_resolved_after_processing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PetitionKind.DENUNCIATION)
                | Q(secrecy__gte=Secrecy.SEALED, person__isnull=True),
                name="petition_of_denunciation_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"Đơn số {self.register_number}"

    @property
    def register_number(self) -> str:
        return f"{self.number:02d}/{self.year}"

    @property
    def ledger_label(self) -> str:
        return "Đơn kín" if self.secrecy else str(self)


class Clock(Kept):
    """Thời hạn: one duty of the law that runs. Dates and events are kept, the rest is computed.

    `due_on` is the result of law.clock for lists; empty while paused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks")
    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, null=True, related_name="clocks"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    rule_code = models.CharField(max_length=40)
    branches = models.JSONField(default=list)
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "due_on"],
                condition=Q(finished_on__isnull=True),
                name="clock_open_by_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "petition", "rule_code", "started_on"],
                name="clock_runs_once_per_start",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                name="clock_finishes_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} từ {self.started_on:%d/%m/%Y}"


class ClockEvent(models.Model):
    """Tạm đình chỉ, tiếp tục, gia hạn: append-only input of a clock; corrections are new events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=ClockEventKind.choices)
    happened_on = models.DateField()
    ground = models.CharField(max_length=300)
    document = models.CharField(max_length=200)
    signer = models.CharField(max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["happened_on", "entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(document=""),
                name="clock_event_has_ground_and_document",
            ),
            models.CheckConstraint(
                condition=Q(kind="extend", days__gt=0) | (~Q(kind="extend") & Q(days=0)),
                name="clock_event_days_only_for_extension",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on:%d/%m/%Y}"
