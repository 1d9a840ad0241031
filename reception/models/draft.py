"""What was typed and not yet sent, encrypted on the server: a crash or an expired sign-in loses
nothing, and the desk's machine keeps nothing."""

from __future__ import annotations

import uuid

from django.db import models

from agencies.models import User


class DeskDraft(models.Model):
    """Bản ghi dở: one form of one officer under the key of its future visit; gone after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    cipher = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="draft_is_one_per_form"),
        ]

    def __str__(self) -> str:
        return "Bản ghi dở"
