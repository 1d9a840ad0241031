"""What every page shows: the navigation a person may use and the name of the agency."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from agencies.registry import Kind, entries


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context `nav_items` (label, url, icon, active) and `current_agency`; no statement of its own
    beyond the user's memberships."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "current_agency": None}
    built = (item for build in entries(Kind.NAVIGATION).values() for item in build(user))
    found = [item for item in built if user.access.opens(item["url_name"])]
    found.sort(key=lambda item: item["order"])
    items = [{**item, "url": reverse(item["url_name"])} for item in found]
    # The longest address that the page starts with is the place where one is.
    here = max(
        (i["url"] for i in items if request.path.startswith(i["url"]) and i["url"] != "/"),
        key=len,
        default=request.path,
    )
    for item in items:
        item["active"] = item["url"] == here
    return {"nav_items": items, "current_agency": user.access.home_agency()}
