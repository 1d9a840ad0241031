"""Every URL × who knocks × whose row it is. A URL without a line in access_rules.py fails."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.roles import Permission
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.sealing import ask_identity
from complaints.enums import Field, HotLevel, Outcome, PetitionKind, Source
from complaints.models import Clock, Petition
from complaints.petitioner import Petitioner
from plans.actions.importing import import_plan
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from records.actions import files, jobs
from reports.actions.weekly import make_weekly_report
from tests.factories import NOW, Province
from tests.house import (
    rows_cases,
    rows_documents,
    rows_drafts,
    rows_duty,
    rows_events,
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
from tests.house.crawl import Visitor, close_file, routes
from tests.house.personas import NAMES, personas

pytestmark = pytest.mark.django_db
# Rows of one kind of work each: fn(province, rows so far) -> further rows.
MORE_ROWS = (
    rows_documents.rows,
    rows_drafts.rows,
    rows_duty.rows,
    rows_events.rows,
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
    with time_machine.travel(NOW, tick=False):
        home, elsewhere = Province("LS"), Province("CB", "Cao Bằng")
        rows = furnish(home)
        furnish(elsewhere)
        at_home, there = (
            Petition.objects.filter(agency=where["SKHCN"]).count() for where in (home, elsewhere)
        )
        assert at_home == there >= 2
        wrong, cells = [], 0
        for persona, user in personas(home, elsewhere):
            client = Visitor(raise_request_exception=True)
            if user is not None:
                client.force_login(user)
            for name, (argument, expected) in RULES.items():
                address = reverse(name, args=[rows[argument].pk] if argument else [])
                answer = client.get(address)
                close_file(answer)
                got = CODES.get(answer.status_code, str(answer.status_code))
                cells += 1
                if user is None:
                    allowed = got == "R" and answer["Location"].startswith(reverse("login"))
                    should = "R"
                else:
                    should = expected[NAMES.index(persona) - 1]
                    allowed = got == should
                if not allowed:
                    wrong.append(f"{name} {persona}: {got}, not {should}")
    with capsys.disabled():
        print(f"\n{len(RULES)} routes × {len(NAMES)} people: {cells} cells, {len(wrong)} wrong")
    assert wrong == []


def test_the_rival_could_have_seen_something():
    """A 404 means something only when the intruder owns the like elsewhere."""
    home, elsewhere = Province("LS"), Province("CB", "Cao Bằng")
    with time_machine.travel(NOW, tick=False):
        rows = furnish(elsewhere)
    rival = dict(personas(home, elsewhere))["rival"]
    assert rival is not None
    assert rival.may(Permission.PROCESS_PETITION)
    assert Petition.objects.visible_to(rival).filter(matter=rows["sealed_matter"]).exists()
