"""The after-action review of an event of the department that is over."""

from datetime import timedelta

from agencies.actions.calendar import add_event
from agencies.enums import EventKind
from reports.actions.after_action import open_review
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, head, today = province["SKHCN"], province.person("head", "SKHCN"), NOW.date()
    event = add_event(
        name="Kỳ họp thứ nhất Hội đồng nhân dân tỉnh", kind=EventKind.ASSEMBLY_SESSION, agency=home,
        window=(today - timedelta(days=60), today - timedelta(days=31)),
        days=(today - timedelta(days=50), today - timedelta(days=48)), by=head, now=NOW,
    )  # fmt: skip
    by = province.person("handler", "SKHCN")
    return {"review": open_review(event_id=event.pk, agency=home, by=by, now=NOW)}
