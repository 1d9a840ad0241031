"""Closed lists of plans."""

from django.db.models import TextChoices


class PlanState(TextChoices):
    """A plan that was read waits for a person to accept it (tiếp nhận)."""

    DRAFT = "draft", "Chờ duyệt"
    ACCEPTED = "accepted", "Đang thực hiện"


class TaskState(TextChoices):
    """State of a task (nhiệm vụ)."""

    OPEN = "open", "Chưa xong"
    DONE = "done", "Đã xong"


class UnitRole(TextChoices):
    """Part of a unit in a task."""

    LEAD = "lead", "Chủ trì"
    COOPERATE = "cooperate", "Phối hợp"
