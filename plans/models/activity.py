"""What an office did to manage reception and complaints: counted by table 06/QLKNTC."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from plans.enums import ActivityKind
from plans.models.task import PlanTask
from plans.querysets import ReadingQuerySet
from records.models import StoredFile


class ManagementActivity(Kept):
    """Hoạt động quản lý: a class held, a document issued, a text spread, an inspection of duty.

    The figures are those columns 1–17 of 06/QLKNTC count (Thông tư 06/2025/TT-TTCP); an inspection is
    about units of the office, never about a person by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="activities")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=15, choices=ActivityKind.choices)
    title = models.CharField(max_length=300)
    on_date = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    classes = models.PositiveIntegerField(default=0, help_text="số lớp")
    people = models.PositiveIntegerField(default=0, help_text="số người dự")
    units = models.PositiveIntegerField(default=0, help_text="số đơn vị được thanh tra, kiểm tra")
    concluded_on = models.DateField(null=True, blank=True, help_text="ngày ban hành kết luận")
    advised_organisations = models.PositiveIntegerField(default=0)
    advised_people = models.PositiveIntegerField(default=0)
    handed_organisations = models.PositiveIntegerField(default=0)
    handed_people = models.PositiveIntegerField(default=0)
    carried_out_organisations = models.PositiveIntegerField(default=0)
    carried_out_people = models.PositiveIntegerField(default=0)
    carried_out_on = models.DateField(
        null=True, blank=True, help_text="ngày thực hiện xong kết luận"
    )
    prosecuted_cases = models.PositiveIntegerField(default=0)
    prosecuted_people = models.PositiveIntegerField(default=0)
    document = models.CharField(max_length=150, blank=True, help_text="số, ký hiệu văn bản")
    note = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(
        PlanTask, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    void_reason = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on_date", "-id"]
        indexes = [models.Index(fields=["agency", "-on_date"], name="activity_by_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(kind=ActivityKind.INSPECTION),
                name="activity_concluded_is_an_inspection",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("on_date")),
                name="activity_concludes_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True)
                | Q(concluded_on__isnull=False, carried_out_on__gte=F("concluded_on")),
                name="activity_carries_out_a_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class ReadingRequest(Kept):
    """Phổ biến, quán triệt: a text that the people of an office sign as read (xác nhận đã đọc)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(
        ManagementActivity, on_delete=models.PROTECT, related_name="reading"
    )
    text = models.TextField()
    until = models.DateField()

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Xác nhận đã đọc: {self.activity.title}"


class ReadingSignature(Kept):
    """Xác nhận đã đọc of one person; `signed_at` empty until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ReadingRequest, on_delete=models.CASCADE, related_name="signatures")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="readings")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "user"], name="reading_is_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.request}"
