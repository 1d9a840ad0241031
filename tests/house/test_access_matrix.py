"""Every URL × who knocks × whose row it is. A URL without a line in access_rules.py fails."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.matters import exclude, raise_secrecy
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.sealing import ask_identity
from complaints.enums import Field, HotLevel, Outcome, PetitionKind, Secrecy, Source
from complaints.models import Clock, Matter, Petition
from complaints.petitioner import Petitioner
from plans.actions.importing import import_plan
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from reception.models import Visit
from records.actions import files, jobs
from reports.actions.weekly import make_weekly_report
from tests.factories import NOW, Province
from tests.house import (
    rows_archives,
    rows_cases,
    rows_documents,
    rows_drafts,
    rows_duty,
    rows_events,
    rows_exclusions,
    rows_files,
    rows_heads_day,
    rows_hotspots,
    rows_intake,
    rows_law,
    rows_layout,
    rows_notices,
    rows_paper,
    rows_papers,
    rows_plan_tasks,
    rows_plan_tree,
    rows_plan_writing,
    rows_processing,
    rows_protection,
    rows_quick,
    rows_refusals,
    rows_review_lists,
    rows_reviews,
    rows_room,
    rows_schedules,
    rows_search,
    rows_sessions,
    rows_sightings,
    rows_signals,
    rows_standing,
    rows_succession,
    rows_tasks,
    rows_transfers,
    rows_upward,
    rows_work,
)
from tests.house.access_rules import PUBLIC, RULES
from tests.house.crawl import Visitor, close_file, masked, routes
from tests.house.headers import faults
from tests.house.personas import NAMES, everybodys_roles, intruders, personas
from tests.house.printed_once import printed_once

pytestmark = pytest.mark.django_db
# Rows of one kind of work each: fn(province, rows so far) -> further rows.
MORE_ROWS = (
    rows_archives.rows,
    rows_documents.rows,
    rows_drafts.rows,
    rows_duty.rows,
    rows_events.rows,
    rows_exclusions.rows,
    rows_files.rows,
    rows_law.rows,
    rows_layout.rows,
    rows_notices.rows,
    rows_room.rows,
    rows_sessions.rows,
    rows_signals.rows,
    rows_review_lists.rows,
    rows_sightings.rows,
    rows_paper.rows,
    rows_papers.rows,
    rows_heads_day.rows,
    rows_hotspots.rows,
    rows_intake.rows,
    rows_processing.rows,
    rows_protection.rows,
    rows_refusals.rows,
    rows_reviews.rows,
    rows_work.rows,
    rows_plan_tree.rows,
    rows_plan_writing.rows,
    rows_tasks.rows,
    rows_transfers.rows,
    rows_cases.rows,
    rows_quick.rows,
    rows_standing.rows,
    rows_plan_tasks.rows,
    rows_upward.rows,
    rows_schedules.rows,
    rows_search.rows,
    rows_succession.rows,
)
# What a unit below reads of the body above by design: its events, and the standing papers beside them.
SHARED: dict[str, frozenset[str]] = {
    "below": frozenset({
        "standing", "standing_pdf", "contact_new", "ready_new", "contingency_new", "settle_list",
        "settle_new", "event_detail", "panel_event_plans", "event_roster", "event_roster_pdf",
        "duty_fairness", "duty_fill", "quick_rollup", "quick_rollup_pdf", "event_compare",
        "after_action",
    }),
    "head elsewhere": frozenset(),
}  # fmt: skip
# How a row leads to its matter.
TO_MATTER = ("matter", "petition", "hotspot", "dialogue", "decision", "item", "paper", "file")
TAKES_A_ROW = tuple(name for name, (argument, _) in RULES.items() if argument)
CODES = {200: "G", 302: "R", 403: "F", 404: "X", 405: "M"}


def furnish(province: Province) -> dict[str, object]:
    """Rows of every kind that belong to the department; the key names the argument of a route."""
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    handler = province.person("handler", "SKHCN")
    visit = register_visit(
        agency=home, arrived_at=NOW - timedelta(minutes=5), head_count=1, is_first_time=True,
        petitioner=Petitioner(full_name="Hoàng Thị Nhung", address="xã Tân Thanh"),
        content="Đề nghị đo đạc lại thửa đất.", tension=Tension.CALM, result=VisitResult.GUIDED,
        result_note="Đã hướng dẫn.", kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
        title="Đo đạc lại thửa đất", by=officer, now=NOW,
    )  # fmt: skip
    petition, sealed = (
        register_petition(
            agency=home, kind=kind, field=Field.LAND, source=Source.POST, received_on=NOW.date(),
            petitioner=Petitioner(full_name="Lý Văn Chương"), summary="Nội dung đơn",
            content="Nội dung đơn.", by=handler, now=NOW,
        )
        for kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
    )  # fmt: skip
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Đủ điều kiện.",
        processed_on=NOW.date(), version=petition.version, by=province.person("head", "SKHCN"),
        now=NOW,
    )  # fmt: skip
    hotspot = raise_hotspot(
        matter_id=visit.matter_id, level=HotLevel.WATCH, note="Nhiều hộ quan tâm.", by=officer,
        now=NOW,
    )  # fmt: skip
    plan, _ = import_plan(
        agency=home, name="ke-hoach.txt", content=PLAN.encode(), by=handler, now=NOW
    )  # fmt: skip
    found = {
        "visit": visit, "matter": visit.matter, "petition": petition, "sealed_matter": sealed.matter,
        "hotspot": hotspot, "plan": plan, "task": plan.tasks.first(),
        "clock": Clock.objects.get(petition=petition, rule_code="KN_GQ1"),
        "identity": ask_identity(
            matter_id=sealed.matter_id, reason="Cần xác minh.", by=handler, now=NOW
        ),
        "report": make_weekly_report(agency=home, period="2026-W46", by=None, now=NOW),
        "file": files.store(
            parent=visit.matter, name="don.txt", content="Đơn".encode(), by=officer, now=NOW
        ),
        "job": jobs.ask(
            kind="weekly_report", effect_key=f"thu:{home.code}", agency=home, arguments={},
            by=handler, now=NOW,
        ),
    }  # fmt: skip
    for add in MORE_ROWS:
        found |= add(province, found)
    return found


PLAN = """UBND TỈNH LẠNG SƠN
SỞ KHOA HỌC VÀ CÔNG NGHỆ

Số: 12/KH-SKHCN
Lạng Sơn, ngày 02 tháng 11 năm 2026

KẾ HOẠCH
Phối hợp tiếp công dân phục vụ Kỳ họp thứ 2, Quốc hội khóa XVI

Thực hiện Kế hoạch số 91/KH-UBND ngày 28/10/2026 của UBND tỉnh Lạng Sơn, Sở Khoa học và Công nghệ ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

- Tiếp công dân kịp thời, đúng quy định.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở

- Bố trí cán bộ trực tiếp công dân trong thời gian diễn ra Kỳ họp.

GIÁM ĐỐC

Nguyễn Văn Mẫu
"""  # noqa: E501 - a document as it is typed


def test_every_route_has_a_rule():
    assert sorted(RULES.keys() | PUBLIC) == sorted(name for name, _ in routes())


def test_every_door_opens_to_whom_it_should(capsys):
    with time_machine.travel(NOW, tick=False), printed_once():
        home, elsewhere = Province("LS"), Province("CB", "Cao Bằng")
        rows, like = furnish(home), furnish(elsewhere)
        the_intruder_is_rich(elsewhere, like)
        wrong, cells = [], 0
        for persona, user in personas(home, elsewhere):
            for name, got, answer in knock(user, rows):
                cells += 1
                should = "R" if user is None else RULES[name][1][NAMES.index(persona) - 1]
                away = user is not None or answer["Location"].startswith(reverse("login"))
                if got != should or not away:
                    wrong.append(f"{name} {persona}: {got}, not {should}")
                if persona in {"anonymous", "head", "custodian"}:
                    wrong += [f"{name} {persona}: {fault}" for fault in faults(answer)]
        rival = NAMES.index("rival") - 1
        for persona, user in intruders(home, elsewhere):
            for name, got, _ in knock(user, rows, TAKES_A_ROW):
                cells += 1
                if got == "G" and RULES[name][1][rival] != "G" and name not in SHARED[persona]:
                    wrong.append(f"{name} {persona}: {got}")
        wrong += open_to_posts(elsewhere.person("handler", "SKHCN"), rows)
        found, shown = excluded_from_all(home, rows)
        cells += found + len(TAKES_A_ROW)
        wrong += shown
    with capsys.disabled():
        print(f"\n{len(RULES)} routes × {len(NAMES) + 3} people: {cells} cells, {len(wrong)} wrong")
    assert wrong == []


def the_intruder_is_rich(elsewhere: Province, like: Mapping[str, Any]) -> None:
    """A 404 means something only when the intruder owns the like elsewhere."""
    rival = elsewhere.person("handler", "SKHCN")
    assert rival.may(Permission.PROCESS_PETITION)
    assert Petition.objects.visible_to(rival).filter(matter=like["sealed_matter"]).exists()


def knock(
    user: User | None, rows: Mapping[str, Any], names: Collection[str] = tuple(RULES)
) -> Iterator[tuple[str, str, HttpResponseBase]]:
    """(route, letter of the answer, the answer) of these routes, each with the row it takes."""
    client = Visitor(raise_request_exception=True)
    if user is not None:
        client.force_login(user)
    for name in names:
        argument, _ = RULES[name]
        answer = client.get(reverse(name, args=[rows[argument].pk] if argument else []))
        close_file(answer)
        yield name, CODES.get(answer.status_code, str(answer.status_code)), answer


def open_to_posts(user: User, rows: Mapping[str, Any]) -> list[str]:
    """Verbs, not only screens: an empty form for a row of another province is refused at every door."""
    with posting(user) as post:
        posted = [(name, post(name, rows[RULES[name][0]].pk)[0]) for name in TAKES_A_ROW]
    # A draft that is nobody's is dropped all the same: the desk goes on.
    return [
        f"{name} rival posts: {status}"
        for name, status in posted
        if status not in (403, 404, 405) and name != "draft_drop"
    ]


@contextmanager
def posting(user: User) -> Iterator[Callable[[str, UUID], tuple[int, bytes]]]:
    """Inside, (route, row) gives status and body of an empty form, each sent by a browser that holds the
    session of `user` and nothing that an answer before left in it."""
    signed_in = Visitor()
    signed_in.force_login(user)
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value

    def post(name: str, pk: UUID) -> tuple[int, bytes]:
        client = Visitor(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        answer = client.post(reverse(name, args=[pk]), {})
        close_file(answer)
        body = b"" if answer.streaming else masked(answer.content)
        return answer.status_code, body.replace(str(pk).encode(), b"")

    yield post
    # None of them ended the session: what was refused was refused to somebody who is signed in.
    assert signed_in.get(reverse("home")).status_code == 200


def excluded_from_all(home: Province, rows: Mapping[str, Any]) -> tuple[int, list[str]]:
    """How many doors were tried, and those that still open to somebody with every role who was
    excluded from every matter but those of the open desk: nothing else of a matter may be left."""
    user, by = everybodys_roles(home), home.person("handler", "SKHCN")
    of_matters = [name for name in TAKES_A_ROW if matter_of(rows[RULES[name][0]])]
    before = [name for name, got, _ in knock(user, rows, of_matters) if got == "G"]
    for matter in Matter.objects.filter(scope_path__startswith=home["UBND"].path):
        if not Visit.objects.filter(matter=matter, secrecy=Secrecy.OPEN).exists():
            raise_secrecy(matter, Secrecy.SEALED)
        if matter.secrecy == Secrecy.OPEN:  # told of at the open desk: known to all, and stays so
            continue
        exclude(matter=matter, users=[user], reason="Bị tố cáo", by=by, now=NOW)
    user = User.objects.get(pk=user.pk)
    hidden = [name for name in of_matters if is_restricted(matter_of(rows[RULES[name][0]]))]
    assert len(set(before) & set(hidden)) >= 30
    left = [f"{name} excluded: G" for name, got, _ in knock(user, rows, hidden) if got == "G"]
    with posting(user) as post:
        # A form for what is hidden and one for what never was are answered alike.
        for name in hidden:
            if post(name, rows[RULES[name][0]].pk) != post(name, uuid4()):
                left.append(f"{name} excluded: a post tells")
    return len(of_matters) + 2 * len(hidden), left


def matter_of(row: Any) -> Matter | None:
    """The matter on which a row hangs, by the names of its relations; None for rows of the house."""
    if isinstance(row, Matter):
        return row
    nearer = (getattr(row, name, None) for name in TO_MATTER)
    found = (matter_of(one) for one in nearer if isinstance(one, Model))
    return next((matter for matter in found if matter), None)


def is_restricted(matter: Matter | None) -> bool:
    return (
        matter is not None
        and Matter.objects.filter(pk=matter.pk, secrecy=Secrecy.RESTRICTED).exists()
    )
