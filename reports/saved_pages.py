"""Pages of reports whose choices may be saved as a filter (Kind.SAVED_PAGE)."""

from django.http import QueryDict
from django.utils import timezone

from agencies.models import User
from reports.forms import OverviewForm


def overview(*, user: User, asked: QueryDict) -> OverviewForm:
    """The bound form of the overview; an event passes, so none is kept in a saved filter."""
    return OverviewForm(asked, user=user, today=timezone.localdate(), by_event=False)
