"""Which visits a page or a count is about."""

from __future__ import annotations

from complaints.querysets import MatterScoped


class VisitQuerySet(MatterScoped):
    def in_force(self) -> VisitQuerySet:
        """Visits that count: a void line keeps its number in the register and nothing else."""
        return self.filter(voided_at__isnull=True)

    def counted(self) -> VisitQuerySet:
        return super().counted().filter(voided_at__isnull=True)
