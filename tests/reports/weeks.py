"""One week of a department and the week before, small enough to count by hand.

W46 is Monday 09/11 to Sunday 15/11/2026.
"""

from datetime import date, datetime, timedelta

from agencies.models import DutyShift
from complaints.enums import Outcome, PetitionKind, Secrecy
from plans.enums import PlanState, TaskState, UnitRole
from plans.models import Plan, PlanTask, PlanTaskUnit
from reception.enums import SessionKind
from tests.factories import HANOI, Province
from tests.reports.builders import (
    at,
    closed,
    confirmed,
    make_clock,
    make_hotspot,
    make_matter,
    make_petition,
    make_visit,
    processed,
    resolved,
)

MON, TUE, WED, SUN = (date(2026, 11, day) for day in (9, 10, 11, 15))
BEFORE = date(2026, 11, 5)
AFTER = date(2026, 11, 16)
MONDAY_SIX = datetime(2026, 11, 16, 6, 0, tzinfo=HANOI)


def hand_counted_week(province: Province, part: str = "SKHCN") -> None:
    """See EXPECTED for what it adds up to: [W46, W45]."""
    agency, by = province[part], province.person("head", part)
    _visits(agency, by)
    _petitions(agency, by)
    _clocks(agency)
    _hotspots(agency, by)
    _duty(agency, by)


def _visits(agency, by) -> None:
    matter = make_matter(agency)
    make_visit(agency, by, MON, matter)
    make_visit(agency, by, TUE, matter, head_count=2)
    make_visit(agency, by, SUN, head_count=7, session_kind=SessionKind.PERIODIC)
    make_visit(agency, by, WED, head_count=5, session_kind=SessionKind.AD_HOC)
    make_visit(agency, by, BEFORE, head_count=4)
    make_visit(agency, by, AFTER)
    # At five to midnight of Sunday in Viet Nam, still inside; in UTC it would be as well.
    late = datetime(2026, 11, 15, 23, 55, tzinfo=HANOI)
    make_visit(agency, by, SUN, arrived_at=late, entered_at=late + timedelta(minutes=1))
    # A quarter past midnight of Monday is the next week, although UTC says Sunday.
    early = datetime(2026, 11, 16, 0, 15, tzinfo=HANOI)
    make_visit(agency, by, AFTER, arrived_at=early, entered_at=early)
    # Nobody counts this one: somebody is excluded.
    make_visit(agency, by, MON, make_matter(agency, secrecy=Secrecy.RESTRICTED), head_count=9)


def _petitions(agency, by) -> None:
    make_petition(agency, by, MON)
    make_petition(agency, by, SUN, kind=PetitionKind.RECOMMENDATION)
    make_petition(agency, by, TUE, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED)
    make_petition(agency, by, TUE, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.RESTRICTED)
    make_petition(agency, by, BEFORE, **processed(TUE, Outcome.ACCEPT))
    make_petition(agency, by, BEFORE, **processed(SUN, Outcome.TRANSFER))
    make_petition(agency, by, BEFORE, **processed(AFTER, Outcome.GUIDE))
    make_petition(agency, by, date(2026, 10, 1), **resolved(date(2026, 10, 8), WED))
    make_petition(agency, by, date(2026, 10, 2), **resolved(date(2026, 10, 9), BEFORE))
    make_petition(agency, by, date(2026, 10, 5), **processed(date(2026, 10, 12), Outcome.ACCEPT))


def _clocks(agency) -> None:
    late = make_matter(agency, title="Khiếu nại chậm thụ lý", next_due_on=date(2026, 11, 6))
    make_clock(agency, date(2026, 11, 6), late)
    make_clock(agency, date(2026, 11, 13), late, rule_code="XLD_TREO")
    make_clock(agency, SUN)  # its last day is over on Monday morning
    make_clock(agency, AFTER)
    make_clock(agency, date(2026, 11, 22))
    make_clock(agency, date(2026, 11, 23))  # the eighth day
    make_clock(agency, date(2026, 11, 12), finished_on=date(2026, 11, 12))
    make_clock(agency, date(2026, 11, 12), finished_on=AFTER)  # done, but after the week
    sealed = make_matter(
        agency, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED, title="Tố cáo cấp phép sai"
    )
    make_clock(agency, TUE, sealed, rule_code="TC_XLBD")
    hidden = make_matter(agency, secrecy=Secrecy.RESTRICTED)
    make_clock(agency, TUE, hidden)


def _hotspots(agency, by) -> None:
    make_hotspot(agency, by, MON)
    make_hotspot(agency, by, BEFORE, **confirmed(by, TUE))
    make_hotspot(agency, by, date(2026, 10, 20), **closed(by, WED))
    make_hotspot(agency, by, date(2026, 10, 20), **closed(by, BEFORE))
    make_hotspot(agency, by, MON, matter=make_matter(agency, secrecy=Secrecy.RESTRICTED))


def _duty(agency, by) -> None:
    for day in (MON, SUN, AFTER, date(2026, 11, 23)):
        DutyShift.objects.create(
            agency=agency,
            scope_path=agency.path,
            user=by,
            starts_at=at(day, 7),
            ends_at=at(day, 17),
        )
    plan = Plan.objects.create(
        agency=agency, scope_path=agency.path, state=PlanState.ACCEPTED, number="76-KH/ĐU",
        title="Kế hoạch phối hợp tiếp công dân", content_hash="0" * 64, created_at=at(BEFORE),
        created_by=by, accepted_at=at(BEFORE), accepted_by=by,
    )  # fmt: skip
    for order, (due, done) in enumerate(
        [(TUE, None), (WED, WED), (BEFORE, None), (AFTER, None), (date(2026, 11, 23), None)]
    ):
        task = PlanTask.objects.create(
            plan=plan, order=order, text=f"Rà soát vụ việc phức tạp, lần {order}", paragraph=order,
            due_on=due, state=TaskState.DONE if done else TaskState.OPEN,
            done_at=at(done) if done else None, done_by=by if done else None,
        )  # fmt: skip
        PlanTaskUnit.objects.create(
            task=task, order=0, name=agency.name, role=UnitRole.LEAD, agency=agency,
            scope_path=agency.path,
        )  # fmt: skip


# Counted by hand from the lines above: [W46, W45].
EXPECTED = {
    "visits": [5, 1], "people": [16, 4], "matters": [4, 1], "groups": [2, 0],
    "group_people": [12, 0],
    "visits_standing": [3, 1], "people_standing": [4, 4], "matters_standing": [2, 1],
    "groups_standing": [0, 0], "group_people_standing": [0, 0],
    "visits_periodic": [1, 0], "people_periodic": [7, 0], "matters_periodic": [1, 0],
    "groups_periodic": [1, 0], "group_people_periodic": [7, 0],
    "visits_ad_hoc": [1, 0], "people_ad_hoc": [5, 0], "matters_ad_hoc": [1, 0],
    "groups_ad_hoc": [1, 0], "group_people_ad_hoc": [5, 0],
    "received": [3, 3], "received_complaint": [1, 3], "received_denunciation": [1, 0],
    "received_recommendation": [1, 0],
    "processed": [2, 0], "outcome_accept": [1, 0], "outcome_not_accept": [0, 0],
    "outcome_guide": [0, 0], "outcome_transfer": [1, 0], "outcome_return": [0, 0],
    "outcome_file": [0, 0], "outcome_urge": [0, 0], "outcome_prosecute": [0, 0],
    "outcome_party": [0, 0], "outcome_merge": [0, 0], "outcome_check": [0, 0],
    # Waiting on 16/11: the three of the week, and the one processed on 16/11. On 09/11: three.
    "waiting": [4, 3],
    "resolved": [1, 1],
    # On 16/11: accepted 10/11 and 12/10. On 09/11: accepted 12/10, and the one resolved 11/11.
    "in_progress": [2, 2],
    # On 16/11: the matter with two duties counts once, SUN, the one done on 16/11, the sealed one.
    # On 09/11: the duty of 06/11.
    "overdue": [4, 1],
    # From 16/11 to 22/11: two. From 09/11 to 15/11: 13/11, SUN, 12/11 twice, the sealed of 10/11.
    "due_soon": [2, 5],
    # Confirmed on 10/11 twice (one of them closed the day after), on 04/11 once.
    "hot_proposed": [1, 1], "hot_confirmed": [2, 1], "hot_closed": [1, 1], "hot_open": [2, 2],
    "duty_shifts": [2, 0], "duty_next": [1, 2],
    # On 16/11 late: TUE and BEFORE. On 09/11: BEFORE.
    "tasks_due": [2, 1], "tasks_done": [1, 0], "tasks_overdue": [2, 1], "tasks_next": [1, 2],
}  # fmt: skip
