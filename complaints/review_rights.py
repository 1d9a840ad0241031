"""Who may write what about an item of a review list."""

from agencies.models import User
from agencies.roles import Permission
from complaints.models import ReviewItem, ReviewList
from complaints.rights import permissions_in


def keeps(user: User, review_list: ReviewList) -> bool:
    """True for those who make and issue the lists of this agency."""
    return review_list.agency in user.access.agencies_with(Permission.REVIEW_MATTERS)


def may_direct(user: User, item: ReviewItem) -> bool:
    """Who is in charge and until when is said by those who keep the list."""
    return keeps(user, item.review_list)


def may_report(user: User, item: ReviewItem) -> bool:
    """Progress: those who handle cases where the matter is or in the agency in charge, those who
    review above it, and those who keep the list."""
    if may_direct(user, item):
        return True
    for agency in (item.agency, item.in_charge):
        if agency is None:
            continue
        held = permissions_in(user, agency)
        if held & {Permission.PROCESS_PETITION, Permission.REVIEW_MATTERS}:
            return True
    return False
