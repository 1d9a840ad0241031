"""Review lists (danh sách rà soát): matters of a kind on one day, who settles each, with what result."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import ReviewResult, ReviewState, Secrecy
from complaints.models.matter import Matter
from complaints.querysets import ReviewItemQuerySet, ReviewListQuerySet


class ReviewList(Kept):
    """Danh sách rà soát vụ việc đông người, phức tạp, kéo dài, tồn đọng: a snapshot of one day.

    `criteria`: {"kinds": [ReviewKind…], "min_people": n, "min_months": n, …}. Once issued, its
    matters and their snapshots stand; progress and result go on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    criteria = models.JSONField(default=dict)
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=200, blank=True, help_text="cơ quan cấp trên yêu cầu")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    objects = ReviewListQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-id"]
        indexes = [models.Index(fields=["agency", "-as_of", "-id"], name="review_list_by_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", issued_at__isnull=True)
                | (
                    Q(state="issued", issued_at__isnull=False, issued_by__isnull=False)
                    & Q(decision_on__isnull=False)
                    & ~Q(decision_number="")
                ),
                name="review_list_issued_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(previous__isnull=True) | ~Q(previous=models.F("id")),
                name="review_list_does_not_precede_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_label(self) -> str:
        return f"Danh sách rà soát: {self.title}"


class ReviewItem(Kept):
    """Một vụ việc trong danh sách rà soát. `snapshot` is what was so on the day of the list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review_list = models.ForeignKey(ReviewList, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="review_items")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    position = models.PositiveIntegerField(help_text="số thứ tự")
    kinds = models.JSONField(default=list)
    snapshot = models.JSONField(default=dict)
    in_charge = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+", help_text="cơ quan phụ trách"
    )
    leader = models.CharField(max_length=120, blank=True, help_text="lãnh đạo phụ trách")
    obstacles = models.TextField(blank=True, help_text="khó khăn, vướng mắc")
    plan = models.TextField(blank=True, help_text="phương án giải quyết")
    deadline = models.DateField(null=True)
    progress = models.TextField(blank=True)
    result = models.CharField(
        max_length=10, choices=ReviewResult.choices, default=ReviewResult.PENDING
    )
    result_on = models.DateField(null=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["review_list", "position", "id"], name="review_item_in_order")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review_list", "matter"], name="review_item_is_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(result="pending", result_on__isnull=True)
                | (~Q(result="pending") & Q(result_on__isnull=False)),
                name="review_item_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Vụ việc số {self.position}"

    @property
    def ledger_label(self) -> str:
        return "Vụ việc trong danh sách rà soát"
