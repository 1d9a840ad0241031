"""The head's day: who registered, units invited, the conclusion and the tasks that follow from it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.querysets import MatterScoped
from reception.enums import RegistrationState
from reception.models.session import ReceptionSession
from reception.models.visit import Visit
from reception.querysets import ConclusionTaskQuerySet, InvitationQuerySet
from records.models import IssuedDocument


class Registration(Kept):
    """Đăng ký gặp Thủ trưởng: a line of the list of a session, with its dossier (hồ sơ vụ việc)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ReceptionSession, on_delete=models.PROTECT, related_name="registrations"
    )
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    visitor_label = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    head_count = models.PositiveIntegerField(default=1)
    summary = models.CharField(max_length=300)
    dossier = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=RegistrationState.choices, default=RegistrationState.REGISTERED
    )
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    visit = models.OneToOneField(
        Visit, on_delete=models.PROTECT, null=True, related_name="registration"
    )

    objects = MatterScoped.as_manager()

    class Meta:
        indexes = [models.Index(fields=["session", "order"], name="registration_by_session")]
        constraints = [
            models.CheckConstraint(condition=Q(head_count__gt=0), name="registration_has_people"),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.OPEN) | Q(phone=""),
                name="registration_sealed_has_no_phone",
            ),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.OPEN) | Q(matter__isnull=False),
                name="registration_sealed_has_its_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký gặp Thủ trưởng: {self.visitor_label}"

    @property
    def ledger_label(self) -> str:
        return "Đăng ký gặp Thủ trưởng"


class Invitation(Kept):
    """Mời đơn vị dự và chuẩn bị tài liệu (Nghị định 154/2026/NĐ-CP, art. 26 clause 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="invitations"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_for = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "agency"], name="invitation_is_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Mời {self.agency}"

    @property
    def ledger_label(self) -> str:
        return "Giấy mời dự buổi tiếp"


class SessionConclusion(Kept):
    """Thông báo kết luận việc tiếp công dân (Nghị định 154/2026/NĐ-CP, art. 25 clause 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ReceptionSession, on_delete=models.PROTECT, related_name="conclusions"
    )
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    text = models.TextField()
    contact = models.CharField(max_length=200, blank=True, help_text="người cần liên hệ")
    concluded_on = models.DateField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = MatterScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "matter"], name="conclusion_is_one_per_matter"
            ),
        ]

    def __str__(self) -> str:
        return f"Kết luận tiếp công dân ngày {self.concluded_on:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Kết luận tiếp công dân kín" if self.secrecy else str(self)


class ConclusionTask(Kept):
    """Việc giao trong thông báo kết luận: who, what, by when, what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conclusion = models.ForeignKey(
        SessionConclusion, on_delete=models.PROTECT, related_name="tasks"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ConclusionTaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "due_on"],
                condition=Q(done_on__isnull=True),
                name="conclusion_task_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | (Q(done_on__isnull=False, done_by__isnull=False) & ~Q(result="")),
                name="conclusion_task_done_says_what",
            ),
            models.UniqueConstraint(
                F("conclusion"), F("agency"), F("text"), name="conclusion_task_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_label(self) -> str:
        return "Việc theo kết luận tiếp công dân"
