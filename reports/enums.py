"""Closed lists of reports."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    """Loại báo cáo."""

    WEEKLY = "weekly", "Báo cáo tuần"
