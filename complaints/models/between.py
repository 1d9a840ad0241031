"""What one agency asks of another about a matter: who asked whom, and what came back."""

from __future__ import annotations

import uuid

from django.db import models

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import Secrecy
from complaints.querysets import BetweenAgencies


class SentBetweenAgencies(Kept):
    """The end that was asked, and its answer; who asked, for what and by when is told by each kind.

    `scope_path` and `to_path` are the places in the tree of the two agencies.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope_path = models.CharField(max_length=200)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BetweenAgencies.as_manager()

    class Meta:
        abstract = True
