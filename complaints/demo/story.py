"""Stories told after the ordinary demonstration year; whoever has a page gives it content here."""

from collections.abc import Callable
from datetime import datetime

from agencies.units.order import DemoOrder
from complaints.demo import law_texts
from complaints.demo.intake import tell_intake

Story = Callable[[DemoOrder, datetime], None]

# In this order; each `(order, now)` through the ordinary actions, with a chance of its own.
STORIES: tuple[Story, ...] = (tell_intake,)


def tell_stories(*, order: DemoOrder, now: datetime) -> None:
    """All of them, beside the small year only: volumes are for measuring."""
    for story in STORIES:
        story(order, now)
