"""Files of a sealed matter: the original under a key of its own, and the copy others read."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import User
from complaints.models.matter import Matter
from complaints.querysets import OfMatter, OfOriginal
from records.models import StoredFile


class SealedOriginal(models.Model):
    """Bản gốc giữ kín: name, address and handwriting stand in it (Luật Tố cáo 2018, art. 8, 56).

    The bytes of `file` are encrypted; their key and the name they came under lie in the vault, bound
    to the matter, in the shape of a sealed identity: `key_id`, `wrapped_key`, `cipher` (ADR 0039).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sealed_originals")
    key_id = models.CharField(max_length=16)
    wrapped_key = models.BinaryField()
    cipher = models.BinaryField()
    sealed_at = models.DateTimeField()

    objects = OfMatter.as_manager()

    def __str__(self) -> str:
        return "Bản gốc giữ kín"

    @property
    def ledger_label(self) -> str:
        return "Bản gốc giữ kín"


class RedactedCopy(Kept):
    """Bản lược bỏ: a new document from the picture of each page, what identifies blacked out.

    `areas`: page number → list of [x, y, width, height] in percent of the page. A copy in which
    something was overlooked is withdrawn (bản bị thu hồi); a new one takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    original = models.ForeignKey(SealedOriginal, on_delete=models.PROTECT, related_name="copies")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    areas = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    objects = OfOriginal.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["original"],
                condition=Q(withdrawn_at__isnull=True),
                name="original_has_one_standing_copy",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (
                    Q(withdrawn_at__gte=F("made_at"), withdrawn_by__isnull=False)
                    & ~Q(withdrawn_why="")
                ),
                name="copy_withdrawn_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return "Bản lược bỏ"

    @property
    def ledger_label(self) -> str:
        return "Bản lược bỏ"
