"""What the database refuses of the head's day, each constraint broken once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from complaints.enums import Field, PetitionKind, Secrecy
from complaints.models import Matter
from reception.enums import SessionKind
from reception.models import (
    ConclusionTask,
    Invitation,
    ReceptionSession,
    Registration,
    SessionConclusion,
)
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def rows(province):
    """A session with one line, one invitation, one conclusion with a task."""
    home, head = province["SKHCN"], province.person("head", "SKHCN")
    placed = {"agency": home, "scope_path": home.path}
    session = ReceptionSession.objects.create(
        **placed, kind=SessionKind.PERIODIC, on_date=TODAY, place="Phòng tiếp", host=head
    )
    matter = Matter.objects.create(
        **placed, kind=PetitionKind.COMPLAINT, field=Field.LAND, title="Thu hồi đất",
        petitioner_label="Lý Một", opened_on=TODAY,
    )  # fmt: skip
    line = {
        **placed, "session": session, "visitor_label": "Lý Một", "summary": "Thu hồi đất",
        "registered_at": NOW, "registered_by": head,
    }  # fmt: skip
    told = {
        **placed, "session": session, "matter": matter, "text": "Trả lời.", "concluded_on": TODAY,
        "written_by": head,
    }  # fmt: skip
    registration = Registration.objects.create(**line)
    asked = {"registration": registration, "agency": home, "asked_for": "Hồ sơ"}
    Invitation.objects.create(**asked)
    conclusion = SessionConclusion.objects.create(**told)
    task = {"conclusion": conclusion, "agency": home, "text": "Khảo sát", "due_on": TODAY}
    ConclusionTask.objects.create(**task)
    return {
        Registration: line, Invitation: asked, SessionConclusion: told, ConclusionTask: task,
        "head": head, "matter": matter,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "changes", "name"),
    [
        (Registration, {"head_count": 0}, "registration_has_people"),
        (Registration, {"secrecy": Secrecy.SEALED, "matter": "matter", "phone": "0987654321"},
         "registration_sealed_has_no_phone"),
        (Registration, {"secrecy": Secrecy.SEALED}, "registration_sealed_has_its_matter"),
        (Invitation, {"asked_for": "Nữa"}, "invitation_is_sent_once"),
        (SessionConclusion, {"text": "Khác."}, "conclusion_is_one_per_matter"),
        (ConclusionTask, {"due_on": TODAY + timedelta(days=1)}, "conclusion_task_is_given_once"),
        (ConclusionTask, {"text": "Khác", "done_on": TODAY}, "conclusion_task_done_says_what"),
        (ConclusionTask, {"text": "Khác", "done_by": "head", "result": "Xong."},
         "conclusion_task_done_says_what"),
        (ConclusionTask, {"text": "Khác", "done_on": TODAY, "done_by": "head"},
         "conclusion_task_done_says_what"),
    ],
)  # fmt: skip
def test_the_database_refuses(rows, model, changes, name):
    given = {key: rows.get(value, value) if isinstance(value, str) else value
             for key, value in changes.items()}  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(**{**rows[model], **given})
