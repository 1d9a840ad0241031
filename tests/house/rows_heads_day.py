"""Rows of the head's day that belong to the department: one to come, one held and concluded."""

from datetime import timedelta

from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.conclusions import TaskInput, issue_conclusion, write_conclusion
from reception.actions.heads_day import note_received, register_for_day
from reception.actions.invitations import invite
from reception.actions.visits import register_visit
from reception.enums import SessionKind, Tension, VisitResult
from reception.models import ReceptionSession
from tests.factories import NOW, Province

TODAY = NOW.date()


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    head = province.person("head", "SKHCN")
    coming, held = (
        ReceptionSession.objects.create(
            agency=home, scope_path=home.path, kind=SessionKind.PERIODIC, on_date=day,
            place="Phòng tiếp công dân", host=head,
        )
        for day in (TODAY + timedelta(days=2), TODAY)
    )  # fmt: skip

    def receive(title: str):
        return register_visit(
            agency=home, session=held, arrived_at=NOW - timedelta(minutes=5), head_count=1,
            petitioner=Petitioner(full_name="Bế Thị Hòa", address="xã Tân Thanh"),
            content=f"{title}.", tension=Tension.CALM, result=VisitResult.GUIDED,
            result_note="Đã hướng dẫn.", kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
            title=title, is_first_time=True, by=officer, now=NOW,
        )  # fmt: skip

    def registered(session: ReceptionSession):
        return register_for_day(
            session_id=session.pk, visitor_label="Bế Thị Hòa", head_count=1,
            summary="Đường vào khu sản xuất", by=officer, now=NOW,
        )  # fmt: skip

    def concluded(visit):
        task = TaskInput(home, "Khảo sát tuyến đường", TODAY + timedelta(days=10))
        return write_conclusion(
            session_id=held.pk, matter_id=visit.matter_id, text="Khảo sát, trả lời công dân.",
            contact="", concluded_on=TODAY, tasks=[task], by=head, now=NOW,
        )  # fmt: skip

    asked, received = registered(coming), registered(held)
    note_received(registration_id=received.pk, visit=receive("Sửa đường"), by=officer, now=NOW)
    received.refresh_from_db()
    issued = concluded(receive("Cấp nước"))
    issue_conclusion(conclusion_id=issued.pk, by=head, now=NOW)
    return {
        "heads_session": coming,
        "registration": asked,
        "invitation": invite(
            registration_id=asked.pk, agency=province["XA"], asked_for="Hồ sơ", due_on=None,
            by=officer, now=NOW,
        ),
        "received_registration": received,
        "heads_visit": receive("Thoát nước"),
        "conclusion": concluded(received.visit),
        "conclusion_task": issued.tasks.get(),
    }  # fmt: skip
