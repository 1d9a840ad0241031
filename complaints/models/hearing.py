"""What verification gathers: team, evidence, dialogue, the stay of a decision, reading of the file."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import User
from complaints.models.petition import Petition
from complaints.procedure.names import Attendance, DialogueRole
from complaints.querysets import OfDialogue, OfPetition


class TeamMember(models.Model):
    """Thành viên Tổ (Đoàn) xác minh; who is excluded from the matter cannot be one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    is_head = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = OfPetition.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(is_head=True, until_on__isnull=True),
                name="team_has_one_head",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="team_member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """Thông tin, tài liệu, bằng chứng: asked of whom, by when, received in which state."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="evidence")
    what = models.CharField(max_length=300)
    asked_of = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    received_from = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(null=True)
    condition = models.CharField(max_length=120, blank=True, help_text="bản gốc, sao y, tình trạng")

    objects = OfPetition.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False) | Q(received_on__isnull=False),
                name="evidence_was_asked_or_received",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True)
                | Q(received_on__isnull=True)
                | Q(received_on__gte=F("asked_on")),
                name="evidence_comes_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Dialogue(models.Model):
    """Đối thoại (Luật Khiếu nại 2011, art. 30, 39; Nghị định 124/2020/NĐ-CP, art. 28)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="dialogues")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.CharField(max_length=160)
    notice_on = models.DateField()
    notice_document = models.CharField(max_length=120, blank=True)
    held_on = models.DateField(null=True)
    content = models.TextField(blank=True)
    result = models.TextField(blank=True)
    copies = models.PositiveSmallIntegerField(default=3)
    missed = models.BooleanField(
        default=False, help_text="người khiếu nại vắng, không tổ chức được"
    )

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["planned_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | ~Q(result="") | Q(missed=True),
                name="dialogue_held_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(copies__gte=3),
                name="dialogue_minutes_are_three",
            ),
        ]

    def __str__(self) -> str:
        return f"Đối thoại {self.planned_at:%d/%m/%Y}"


class DialogueParty(models.Model):
    """Người dự đối thoại: in which capacity, present or absent and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=15, choices=DialogueRole.choices)
    name = models.CharField(max_length=160)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = OfDialogue.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(attendance="excused") | ~Q(reason=""),
                name="dialogue_excuse_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class StayOrder(models.Model):
    """Tạm đình chỉ thi hành quyết định bị khiếu nại (Luật Khiếu nại 2011, art. 35; forms 11, 12)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="stays")
    decision = models.CharField(max_length=300, help_text="quyết định bị tạm đình chỉ thi hành")
    reason = models.CharField(max_length=300)
    document = models.CharField(max_length=120)
    from_on = models.DateField()
    lifted_on = models.DateField(null=True)
    lifted_document = models.CharField(max_length=120, blank=True)
    lifted_reason = models.CharField(max_length=300, blank=True)

    objects = OfPetition.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(lifted_on__isnull=True),
                name="stay_runs_once_per_petition",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("from_on")),
                name="stay_is_lifted_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class FileReading(models.Model):
    """Đọc, sao chụp hồ sơ: who in which capacity read what, and what was kept back and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="file_readings")
    capacity = models.CharField(max_length=15, choices=DialogueRole.choices)
    what = models.CharField(max_length=300)
    kept_back = models.CharField(max_length=300, blank=True, help_text="phần không cung cấp, lý do")
    read_on = models.DateField()

    objects = OfPetition.as_manager()

    def __str__(self) -> str:
        return f"Đọc hồ sơ {self.read_on:%d/%m/%Y}"
