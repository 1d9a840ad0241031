"""Quick reports of an event (báo cáo nhanh): what a unit tells of a day, and of what just happened."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from agencies.querysets import ScopedQuerySet
from complaints.models import Matter
from reports.enums import Calmed, Cause
from reports.querysets import IncidentQuerySet


class QuickReport(Kept):
    """Báo cáo nhanh of one unit for one day of an event; a correction is a further version.

    `figures` are frozen when it is sent, counted from open records alone (design.md section 9).
    `nothing_new`: không phát sinh. `due_at`: the hour it was due; `sent_at` tells if it was late.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="quick_reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="quick_reports")
    scope_path = models.CharField(max_length=200)
    on_date = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    nothing_new = models.BooleanField(default=False)
    figures = models.JSONField(default=dict)
    happened = models.TextField(blank=True, help_text="diễn biến trong ngày")
    done = models.TextField(blank=True, help_text="việc đã làm")
    proposals = models.TextField(blank=True, help_text="đề xuất, kiến nghị")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on_date", "-version", "-id"]
        indexes = [models.Index(fields=["event", "on_date"], name="quick_by_event_and_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "agency", "on_date", "version"],
                name="quick_report_is_sent_once_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"Báo cáo nhanh ngày {self.on_date:%d/%m/%Y}, {self.agency}"

    @property
    def is_late(self) -> bool:
        return self.version == 1 and self.sent_at > self.due_at


class Incident(Kept):
    """Báo cáo đột xuất: an incident at once. Head-counts and appointed representatives only, no
    photo, no conduct of named people (design.md section 2). `matter`: an open one, or none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="incidents")
    scope_path = models.CharField(max_length=200)
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    comes_from = models.CharField(max_length=200, blank=True, help_text="địa phương")
    head_count = models.PositiveIntegerField()
    representatives = models.PositiveSmallIntegerField(
        default=0, help_text="số người đại diện được cử hợp lệ"
    )
    representative_names = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=20, choices=Cause.choices)
    demand = models.TextField(help_text="nội dung, yêu cầu")
    calmed = models.CharField(max_length=20, choices=Calmed.choices)
    handled = models.TextField(help_text="việc đã xử lý tại chỗ")
    in_charge = models.CharField(max_length=200, help_text="cơ quan có trách nhiệm giải quyết")
    state_of_case = models.CharField(max_length=300, blank=True)
    went_home = models.BooleanField(null=True, blank=True, help_text="công dân đã tự nguyện ra về")
    proposal = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes = [models.Index(fields=["event", "-happened_at"], name="incident_by_event")]
        constraints = [
            models.CheckConstraint(condition=Q(head_count__gte=1), name="incident_counts_somebody"),
            models.CheckConstraint(
                condition=Q(representatives__gte=1) | Q(representative_names=""),
                name="incident_names_only_representatives",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo đột xuất ngày {self.happened_at:%d/%m/%Y}, {self.agency}"
