"""After-action review (đánh giá, rút kinh nghiệm) of an event, with the figures of its window."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from agencies.querysets import ScopedQuerySet
from reports.enums import ReviewState


class AfterAction(Kept):
    """Báo cáo đánh giá, rút kinh nghiệm. `figures` holds those of this window and of the previous one
    of its kind, frozen on approval; approved by a second person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="after_actions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="after_actions")
    scope_path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    figures = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    results = models.TextField(blank=True, help_text="kết quả thực hiện")
    worked = models.TextField(blank=True, help_text="ưu điểm")
    lacked = models.TextField(blank=True, help_text="tồn tại, hạn chế")
    causes = models.TextField(blank=True, help_text="nguyên nhân")
    lessons = models.TextField(blank=True, help_text="bài học kinh nghiệm")
    proposals = models.TextField(blank=True, help_text="kiến nghị, đề xuất")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "agency"], name="after_action_is_made_once"),
            models.CheckConstraint(
                condition=Q(state="draft", approved_at__isnull=True, approved_by__isnull=True)
                | (~Q(state="draft") & Q(approved_at__isnull=False, approved_by__isnull=False)),
                name="after_action_approved_has_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                name="after_action_is_approved_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Đánh giá, rút kinh nghiệm: {self.event}"
