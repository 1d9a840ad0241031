"""Files of ended matters at the archives (nộp lưu): who handed over what, how long it is kept.

Rows are only ever added (triggers of migration 0003). `Matter.archived_on` says for lists whether the file
lies there now.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import KeepingTerm
from complaints.models.matter import Matter
from complaints.querysets import ArchiveDeliveryQuerySet, OfArchived, OfMatter


class ArchiveDelivery(Kept):
    """Lần giao nộp hồ sơ: one record of delivery (biên bản giao nhận) with its files.

    The number is typed as it stands on the paper and counted by nothing here: a counter would tell of a
    delivery that somebody must not notice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_sealed = models.BooleanField(help_text="hồ sơ kín giao nhận riêng")
    document_number = models.CharField(max_length=60, help_text="số biên bản giao nhận")
    document_on = models.DateField()
    received_by = models.CharField(max_length=200, help_text="bên nhận: lưu trữ hiện hành")
    delivered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField()

    objects = ArchiveDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-document_on", "-id"]
        indexes = [
            models.Index(
                fields=["agency", "-document_on", "-id"], name="archive_delivery_by_agency"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(document_number="") & ~Q(received_by=""),
                name="archive_delivery_has_document_and_receiver",
            ),
        ]

    def __str__(self) -> str:
        return f"Biên bản số {self.document_number}"

    @property
    def ledger_label(self) -> str:
        return "Biên bản giao nhận hồ sơ nộp lưu"


class ArchivedMatter(models.Model):
    """Hồ sơ đã nộp lưu của một vụ việc, as it was handed over. `kept_until` is empty for ever.

    `agency`: the one that handed it over, copied for lists. `turn`: a file that was taken back and handed
    over again is a second row; two at once cannot both be the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(ArchiveDelivery, on_delete=models.PROTECT, related_name="files")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="archived")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField()
    due_on = models.DateField()
    term = models.CharField(max_length=10, choices=KeepingTerm.choices)
    kept_until = models.DateField(null=True)
    basis = models.CharField(max_length=300, help_text="căn cứ của thời hạn bảo quản")
    reason = models.CharField(
        max_length=300, blank=True, help_text="vì sao khác thời hạn được đề xuất"
    )
    file_code = models.CharField(max_length=60, blank=True, help_text="số, ký hiệu hồ sơ")
    sheets = models.PositiveIntegerField(null=True, help_text="số tờ")

    objects = OfMatter.as_manager()

    class Meta:
        ordering = ["ended_on", "id"]
        indexes = [
            models.Index(
                fields=["agency", "kept_until", "id"],
                condition=Q(kept_until__isnull=False),
                name="archived_by_end_of_term",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "turn"], name="archived_once_a_turn"),
            models.CheckConstraint(
                condition=Q(term=KeepingTerm.SPECIAL, kept_until__isnull=True)
                | (
                    ~Q(term=KeepingTerm.SPECIAL)
                    & Q(kept_until__isnull=False, kept_until__gt=F("ended_on"))
                ),
                name="archived_term_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("ended_on")), name="archived_is_due_after_the_end"
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ nộp lưu, kết thúc ngày {self.ended_on:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Hồ sơ nộp lưu"

    @property
    def back(self) -> ArchiveReturn | None:
        """The row of its taking back, if any."""
        return getattr(self, "taken_back", None)

    @property
    def kept_words(self) -> str:
        """Bảo quản vĩnh viễn; bảo quản đến 31/12/2041."""
        if self.kept_until is None:
            return "bảo quản vĩnh viễn"
        return f"bảo quản đến {self.kept_until:%d/%m/%Y}"


class ArchiveReturn(models.Model):
    """Rút hồ sơ đã nộp lưu, because the matter was taken up again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    archived = models.OneToOneField(
        ArchivedMatter, on_delete=models.PROTECT, related_name="taken_back"
    )
    reason = models.TextField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    objects = OfArchived.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="archive_return_says_why")
        ]

    def __str__(self) -> str:
        return f"Rút hồ sơ ngày {self.taken_at:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Rút hồ sơ nộp lưu"
