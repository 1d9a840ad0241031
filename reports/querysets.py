"""Who sees which incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from agencies.models import User


class IncidentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> IncidentQuerySet:
        """Incidents within reach; one about a matter only for who sees the matter."""
        matters = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(user.access.scope_q(), Q(matter__isnull=True) | Q(matter__in=matters))
