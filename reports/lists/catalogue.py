"""Figures that only lists know, by name: the page behind a number finds its rows here."""

from reports.figures import Figure
from reports.lists import heads_days, transfers

LISTED: dict[str, Figure] = {**transfers.FIGURES, **heads_days.FIGURES}
