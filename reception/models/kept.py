"""What keeps the register true: corrections, the emergency paper register, the opening stock."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from reception.enums import PaperState
from reception.models.visit import Visit
from reception.querysets import PaperSheetQuerySet
from records.enums import Book
from records.models import StoredFile


class VisitCorrection(models.Model):
    """Đính chính: the old text stays, struck through, with who, when and why. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"Đính chính {self.field}"

    @property
    def ledger_label(self) -> str:
        return "Đính chính sổ tiếp công dân"


class PaperSheet(Kept):
    """Tờ sổ giấy dự phòng: a numbered blank sheet for when power or network fails.

    `book` tells whether it belongs to the open or to the sealed register; a sealed sheet is printed
    and seen by custodians alone and never points at its visit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    book = models.CharField(max_length=20, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.PRINTED)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    visit = models.OneToOneField(
        Visit, on_delete=models.PROTECT, null=True, related_name="paper_sheet"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year", "number"], name="paper_sheet_is_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(book="visits") | Q(visit__isnull=True),
                name="paper_sheet_sealed_points_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(visit__isnull=True) | Q(state="entered"),
                name="paper_sheet_with_visit_is_entered",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(void_reason=""), name="paper_sheet_void_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Tờ {self.number:03d}/{self.year}"

    @property
    def is_sealed(self) -> bool:
        """True for a sheet of the sealed register (sổ kín)."""
        return self.book == Book.SEALED_VISITS

    @property
    def ledger_label(self) -> str:
        return "Tờ sổ giấy kín" if self.is_sealed else f"{self} sổ giấy dự phòng"


class StockImport(Kept):
    """Nhập sổ đang dùng: the register or running cases of this year with their own numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    book = models.CharField(max_length=20, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    entries = models.PositiveIntegerField(default=0)
    left_blank = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year"], name="stock_is_imported_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"Nhập {self.get_book_display()} năm {self.year}"
