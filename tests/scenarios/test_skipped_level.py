"""A matter of Mỹ Xuyên is seen in Hà Nội during a session: staff are asked for and sent, the matter is
counted once beside its cause, and the plan's task is answered from the request."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.actions.calendar import add_event
from agencies.enums import EventKind
from agencies.roles import Role
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import CoordinationRequest, Sighting
from complaints.petitioner import Petitioner
from plans.actions.tasks import take_step
from plans.enums import EvidenceKind, UpdateKind
from plans.evidence_refs import find
from tests.scenarios.plans import at, build, lived, person, signed_in, task, unit

pytestmark = pytest.mark.django_db
RECEIVED, SEEN = date(2024, 5, 6), date(2024, 6, 12)
NOW = at(2024, 6, 12, 9)


@pytest.fixture
def house():
    """The province of Sóc Trăng with its district, the session, and a matter that waits too long."""
    with time_machine.travel(NOW, tick=False):
        build(("ST", "CT"), NOW)
        chair = person("chutich", Role.HEAD, "ST-MX")
        board = person("truongban", Role.HEAD, "ST-MX-BTCD")
        province = person("phochutich", Role.HEAD, "ST")
        handler = person("xuly", Role.HANDLER, "ST-MX-BTCD")
        session = add_event(
            name="Kỳ họp thứ 7, Quốc hội khóa XV", kind=EventKind.ASSEMBLY_SESSION,
            agency=unit("ST"), window=(date(2024, 5, 20), date(2024, 6, 28)),
            days=(date(2024, 5, 20), date(2024, 6, 28)), by=province, now=NOW,
        )  # fmt: skip
        petition = register_petition(
            agency=unit("ST-MX-BTCD"), kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
            source=Source.POST, received_on=RECEIVED,
            petitioner=Petitioner(full_name="Thạch Văn Sol"), by=handler, now=NOW,
            summary="Kiến nghị về bồi thường đất", content="Đề nghị xem lại giá bồi thường.",
        )  # fmt: skip
        yield {
            "chair": chair, "board": board, "province": province, "session": session,
            "matter": petition.matter,
        }  # fmt: skip


def test_seen_in_ha_noi_asked_answered_counted_once_and_the_task_is_answered(house):
    province, matter = signed_in(house["province"]), house["matter"]
    seen = {
        "seen_at": "hanoi", "seen_on": SEEN.isoformat(), "people_count": "7",
        "reported_by": "Ban Tiếp công dân Trung ương, qua điện thoại",
    }  # fmt: skip
    new = reverse("sighting_new", args=[matter.pk])
    assert province.post(new, seen).status_code == 302
    # The unit itself is told by telephone an hour later: it is the same sighting.
    board = signed_in(house["board"])
    assert "Đây là lượt đã ghi" in board.post(new, seen, follow=True).content.decode()
    sighting = Sighting.objects.get()
    assert (sighting.event, sighting.cause) == (house["session"], "late")
    assert sighting.cause_sentence.startswith("Ngày 12/06/2024, Ban Tiếp công dân")
    asked = {
        "kind": "accompany", "to_agency": str(unit("ST-MX-BTCD").pk), "luot": str(sighting.pk),
        "subject": "Kiến nghị về bồi thường đất", "asked": "Cử cán bộ giải thích, cùng công dân về.",
        "accept_by": "2024-06-12T13:00", "answer_by": "2024-06-13T17:00",
    }  # fmt: skip
    sent = province.post(reverse("coordination_new", args=[matter.pk]), asked)
    assert sent.status_code == 302
    request = CoordinationRequest.objects.get(sighting=sighting)
    detail = reverse("coordination_detail", args=[request.pk])
    assert board.post(detail, {"viec": "nhan"}).status_code == 302
    answer = {"is_done": "co", "staff_count": "3", "answer": "Đã cử ba cán bộ, hẹn ngày đối thoại."}
    assert board.post(reverse("coordination_answer", args=[request.pk]), answer).status_code == 302
    result = {
        "was_heard": "co", "told": "Đã giải thích và hẹn đối thoại ngày 20/06/2024.",
        "return_way": "together", "returned_on": SEEN.isoformat(), "is_voluntary": "on",
    }  # fmt: skip
    done = province.post(reverse("sighting_result", args=[sighting.pk]), result)
    assert done.status_code == 302
    page = reverse("sighting_counts") + f"?su_kien={house['session'].pk}"
    total = province.get(page).context["counted"].total
    assert (total.total.number, [c.number for c in total.cells], total.people) == (
        1, [1, 0, 0, 0], 7,
    )  # fmt: skip
    plan = lived("my-xuyen", unit("ST-MX"), house["chair"], NOW)
    work = task(plan, "cử cán bộ và có phương án vận động")
    update = take_step(
        task_id=work.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.COORDINATION,
        ref=find(EvidenceKind.COORDINATION, detail, house["chair"]), by=house["chair"],
        note="Đã cử ba cán bộ.", now=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert (update.ref_kind, update.ref_id) == ("coordinationrequest", request.pk)
    shown = signed_in(house["chair"]).get(reverse("task_detail", args=[work.pk]))
    assert detail in shown.content.decode()
