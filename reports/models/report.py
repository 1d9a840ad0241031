"""Reports: figures frozen with their period, parameters and hash."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from law.periods import parse_period
from records.models import IssuedDocument
from reports.enums import ReportKind, ReportOrigin, ReportState
from reports.querysets import ReportQuerySet


class Report(Kept):
    """Báo cáo: one version of one kind for one agency and period. Its files are StoredFiles of it.

    `figures` are frozen plain data and `sha256` their hash; what is entered later shows as a
    difference (chênh lệch so với kỳ đã gửi), never as a change. `narrative`: outline key -> text, free
    to edit in a draft. `parameters`: what it was made with. `edit`: counts changes of a draft, so that
    of two people who save at once the second is told. A correction is a further version that names
    the one it replaces (`previous`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    origin = models.CharField(
        max_length=10, choices=ReportOrigin.choices, default=ReportOrigin.COUNTED
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    period = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField(null=True, help_text="hạn gửi cấp trên")
    version = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    regime = models.CharField(max_length=20, blank=True, help_text="chế độ báo cáo: TT06-2025")
    parameters = models.JSONField(default=dict)
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    narrative = models.JSONField(default=dict)
    edit = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False, help_text="ký thừa ủy quyền (TUQ.)")
    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_to = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    sent_outside = models.CharField(
        max_length=200, blank=True, help_text="nơi nhận ở ngoài hệ thống và cách gửi"
    )
    answered_at = models.DateTimeField(null=True, help_text="khi nơi nhận nhận hoặc trả lại")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, help_text="ý kiến của nơi nhận")

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-ends_on"], name="report_by_agency"),
            models.Index(fields=["-ends_on", "-id"], name="report_newest"),
            models.Index(fields=["kind", "period", "scope_path"], name="report_by_period"),
            models.Index(
                fields=["sent_to", "-sent_at"],
                condition=Q(sent_to__isnull=False),
                name="report_by_receiver",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "period", "version"],
                name="report_is_made_once_per_version",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="replaced") | Q(approved_at__isnull=False),
                name="report_beyond_draft_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="report_approved_has_when_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "received", "returned"])
                | (
                    Q(sent_at__isnull=False, sent_by__isnull=False)
                    & (Q(sent_to__isnull=False) | ~Q(sent_outside=""))
                ),
                name="report_sent_has_when_who_and_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "returned"])
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="report_answered_has_when_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""),
                name="report_returned_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}, {self.agency}"

    @property
    def title(self) -> str:
        """Tuần 46 năm 2026; 6 tháng đầu năm 2026."""
        return parse_period(self.period).label

    @property
    def ledger_label(self) -> str:
        return f"{self}, lần {self.version}" if self.version > 1 else str(self)

    @property
    def was_dropped(self) -> bool:
        """A draft that somebody put away: no later version took its place."""
        return self.state == ReportState.REPLACED and self.approved_at is None

    @property
    def is_frozen(self) -> bool:
        """True once it left the house: nothing of it changes any more."""
        return self.state != ReportState.DRAFT
