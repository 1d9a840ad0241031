"""Standing material of the department's event, what its office did, and a text that it must read."""

from datetime import timedelta

from plans.actions.activities import record_activity
from plans.actions.contingencies import add_contingency
from plans.actions.readings import ask_to_read
from plans.actions.settling import SettleTold, list_matter
from plans.actions.standing import ContactTold, add_contact, add_ready
from plans.activity_told import ActivityTold
from plans.enums import ActivityKind
from plans.starter import contingencies
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, handler, today = province["SKHCN"], province.person("handler", "SKHCN"), NOW.date()
    event = found["event"]
    who = {"agency": home, "by": handler, "now": NOW}
    activity = record_activity(
        told=ActivityTold(
            kind=ActivityKind.DISSEMINATION, title="Quán triệt quy chế tiếp công dân",
            on_date=today, people=12,
        ),
        **who,
    )  # fmt: skip
    return {
        "activity": activity,
        "reading": ask_to_read(
            activity=activity, text="Nội dung quy chế.", until=today + timedelta(days=3),
            offices=[home], by=handler, now=NOW,
        ),
        "contact": add_contact(
            event=event, told=ContactTold("Văn phòng Sở", "Lê Văn Trực", "0205.3812.345"), **who
        ),
        "contingency": add_contingency(event=event, told=contingencies()[0], **who),
        "ready": add_ready(
            event=event, text="Phòng tiếp công dân", in_charge="Văn phòng", due_on=today, **who
        ),
        "settle_item": list_matter(
            event=event, matter_id=found["matter"].pk, by=handler, now=NOW,
            told=SettleTold("Đối thoại với người dân.", "Phó Giám đốc Sở", today),
        ),
    }  # fmt: skip
