"""Stories told after the ordinary demonstration year; whoever has a page gives it content here."""

from collections.abc import Callable
from datetime import datetime

from agencies.units.order import DemoOrder
from complaints.demo import law_texts
from complaints.demo.archives import tell_archives
from complaints.demo.election import tell_election
from complaints.demo.intake import tell_intake
from complaints.demo.papers import tell_papers
from complaints.demo.processing import tell_processing
from complaints.demo.protection import tell_protection
from complaints.demo.reviews import tell_reviews
from complaints.demo.sealed_letter import tell_letters
from complaints.demo.shared_place import tell_shared_place
from complaints.demo.skipping import tell_skipping
from complaints.demo.transfers import tell_transfers
from complaints.demo.work import tell_work

Story = Callable[[DemoOrder, datetime], None]

# In this order; each `(order, now)` through the ordinary actions, with a chance of its own.
STORIES: tuple[Story, ...] = (
    tell_intake,
    tell_processing,
    tell_transfers,
    tell_work,
    tell_papers,
    tell_election,
    tell_skipping,
    tell_shared_place,
    tell_reviews,
    tell_protection,
    tell_letters,
    tell_archives,
    law_texts.tell_law_texts,
    law_texts.tell_warnings,
)


def tell_stories(*, order: DemoOrder, now: datetime) -> None:
    """All of them, beside the small year only: volumes are for measuring."""
    for story in STORIES:
        story(order, now)
