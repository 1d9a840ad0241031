"""The number of a visit as one user may know it."""

from django import template

from agencies.models import User
from complaints.selectors import number_for
from reception.models import Visit

register = template.Library()


@register.filter
def number_known_to(visit: Visit, user: User) -> str:
    """`{{ visit|number_known_to:request.user }}`: "Kín" for a sealed one, but to its keepers."""
    return number_for(visit, user)
