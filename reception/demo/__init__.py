"""The demonstration year at the desks: visits, petitions, what became of them. All invented."""

from datetime import datetime

from agencies.units.order import DemoOrder
from complaints.actions.assessment_jobs import left_to_the_round
from complaints.demo.bulk import load_petitions
from complaints.demo.story import tell_stories
from reception.demo.aliases import settle_aliases
from reception.demo.bulk import load_visits
from reception.demo.changes import change_some_lines
from reception.demo.event_roster import write_event_roster
from reception.demo.heads_day import prepare_coming_days
from reception.demo.paper import keep_paper
from reception.demo.papers import issue_papers
from reception.demo.room import fill_the_room
from reception.demo.signals import weigh_all
from reception.demo.year import live_through


def load(*, order: DemoOrder, now: datetime) -> None:
    """The small year through the ordinary doors or volumes by COPY; special matters always. Signals are
    weighed once at the end: volumes are left to the daily round."""
    with left_to_the_round():
        if order.is_bulk:
            load_petitions(order=order)
            load_visits(order=order)
        live_through(order=order, now=now)
        if not order.is_bulk:
            tell_stories(order=order, now=now)
            settle_aliases(order.chance("aliases"))
            change_some_lines(order=order, now=now)
            fill_the_room(order=order, now=now)
            prepare_coming_days(order=order, now=now)
            issue_papers(order=order, now=now)
            keep_paper(order=order, now=now)
            write_event_roster(order=order)
            weigh_all(order=order, now=now)
