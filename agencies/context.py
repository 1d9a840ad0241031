"""What every page shows: the navigation a person may use and the name of the agency."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from agencies.registry import Kind, entries

# The addresses of the house do not change while it runs.
_address = cache(reverse)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context `nav_items` (label, url, icon, active) and `current_agency`; no statement of its own
    beyond the user's memberships."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "current_agency": None, "lock_after": 0, "opens_account": False}
    built = (item for build in entries(Kind.NAVIGATION).values() for item in build(user))
    found = [item for item in built if user.access.opens(item["url_name"])]
    found.sort(key=lambda item: item["order"])
    items = [{**item, "url": _address(item["url_name"])} for item in found]
    here = _place(items, request.path)
    for item in items:
        item["active"] = item is here
    return {
        "nav_items": items,
        "current_agency": user.access.home_agency(),
        "lock_after": _lock_after(user),
        "opens_account": user.access.opens("my_account"),
    }


def _lock_after(user: Any) -> int:
    """Seconds without anybody at the desk after which its page locks, a minute before the session
    ends; 0 for the guard's page, before which nobody sits (ADR 0014)."""
    return 0 if user.access.only_pages is not None else settings.SESSION_IDLE_SECONDS - 60


def _place(items: list[dict[str, Any]], path: str) -> dict[str, Any] | None:
    """The item with the longest address that the page starts with: its own, or one of the pages that
    stand beside it (`also`)."""
    fitting = [
        (len(address), item)
        for item in items
        for address in (item["url"], *map(_address, item.get("also", ())))
        if path == address or (address != "/" and path.startswith(address))
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
