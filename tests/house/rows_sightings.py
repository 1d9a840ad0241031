"""A matter of the department seen at the provincial office, and the inspectorate asking the department."""

from datetime import timedelta

from complaints.actions.coordination import Asked, request_coordination
from complaints.actions.liaisons import name_liaison
from complaints.actions.sightings import Seen, report_sighting
from complaints.enums import CoordinationKind, SeenAt
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    inspector, head = province.person("inspector", "TTT"), province.person("head", "SKHCN")
    sighting, _ = report_sighting(
        matter_id=found["matter"].pk,
        seen=Seen(SeenAt.PROVINCE, NOW.date(), 3, "Ban Tiếp công dân tỉnh"), by=inspector, now=NOW,
    )  # fmt: skip
    request = request_coordination(
        matter_id=found["matter"].pk, sighting_id=sighting.pk, by=inspector, now=NOW,
        asked=Asked(
            CoordinationKind.SEND_STAFF, province["SKHCN"], "Khiếu nại về đất",
            "Cử một cán bộ đến Trụ sở tiếp công dân tỉnh.", NOW + timedelta(hours=4),
            NOW + timedelta(days=1),
        ),
    )  # fmt: skip
    liaison = name_liaison(
        agency=province["SKHCN"], user=province.person("officer", "SKHCN"), from_on=NOW.date(),
        by=head, now=NOW,
    )  # fmt: skip
    return {"sighting": sighting, "coordination": request, "liaison": liaison}
