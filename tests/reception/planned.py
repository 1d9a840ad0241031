"""What is typed to plan a session, and what a page costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reception.actions.sessions import OnlineInput


def online(**changes) -> OnlineInput:
    said = {"ground": "remote", "central_point": "Trụ sở Sở", "points": ("UBND xã Tân Thanh",)}
    return OnlineInput(**{**said, **changes})


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def typed(province, **changes) -> dict[str, str]:
    return {
        "kind": "periodic", "mode": "in_person", "on_date": "2026-11-20",
        "host": str(province.person("head", "SKHCN").pk), "place": "Phòng 102", **changes,
    }  # fmt: skip
