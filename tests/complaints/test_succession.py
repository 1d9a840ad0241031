"""A department merges into the reception board: what hangs on its matters goes along, the rest is read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.actions.succession import end_unit
from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.transfers import Receiver
from complaints.actions.urging import urge_petition
from complaints.enums import Field, HotLevel, Outcome, PetitionKind, Source
from complaints.models import CaseUrge, HotSpot, Matter, Petition, Transfer
from complaints.petitioner import Petitioner
from records import succession as carrying
from records.actions import jobs
from records.models import Job, LedgerEntry, SearchRow
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def _petition(province: Province, part: str, summary: str) -> Petition:
    return register_petition(
        agency=province[part], kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
        source=Source.POST, received_on=TODAY, petitioner=Petitioner(full_name="Vi Thị Lan"),
        summary=summary, content=f"{summary}.", by=province.person("handler", part), now=NOW,
    )  # fmt: skip


def _processed(province: Province, petition: Petition, outcome: Outcome, part: str, **more) -> None:
    process_petition(
        petition_id=petition.pk, outcome=outcome, is_competent=False, note="Đã xem.",
        processed_on=TODAY, version=petition.version, by=province.person("head", part), now=NOW,
        **more,
    )  # fmt: skip


def _merge(province: Province, **more) -> None:
    end_unit(
        agency_id=province["SKHCN"].pk, last_day=TODAY - timedelta(days=1), document="QĐ 1/UBND",
        successor_ids=[province["BTCD"].pk], keeper_id=None, moves={},
        by=province.person("admin", "UBND"), now=NOW, **more,
    )  # fmt: skip
    for job in Job.objects.filter(kind=carrying.KIND):
        jobs.run(job_id=job.pk, now=NOW)
        carrying.run(job=job, now=NOW)  # a second run finds nothing left


def test_what_hangs_on_a_matter_goes_with_it_and_closed_files_are_read(province):
    old, new = province["SKHCN"], province["BTCD"]
    open_one = _petition(province, "SKHCN", "Sửa cống")
    done = _petition(province, "SKHCN", "Hỏi thủ tục")
    _processed(province, done, Outcome.FILE, "SKHCN")
    spot = raise_hotspot(
        matter_id=open_one.matter_id, level=HotLevel.WATCH, note="Nhiều hộ.",
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    confirm_hotspot(hotspot_id=spot.pk, by=province.person("head", "SKHCN"), now=NOW)
    urge_petition(
        petition_id=open_one.pk, content="Đề nghị giải quyết.", document="",
        answer_due_on=TODAY + timedelta(days=7), by=province.person("inspector", "TTT"), now=NOW,
    )  # fmt: skip
    sent = _petition(province, "XA", "Sóng di động yếu")
    _processed(
        province, sent, Outcome.TRANSFER, "XA", receiver=Receiver.of(old, ""), document="4/PC"
    )
    _merge(province)
    assert Matter.objects.get(pk=open_one.matter_id).agency == new
    assert HotSpot.objects.get(pk=spot.pk).scope_path == new.path
    assert CaseUrge.objects.get().to_agency == new
    waits = Transfer.objects.get(petition=sent)
    assert (waits.to_agency, waits.to_path) == (new, new.path)
    # Said once for the matter, with who and to whom.
    told = LedgerEntry.objects.get(subject_id=open_one.matter_id, details__cho=new.code)
    assert told.details == {"ban_giao": old.code, "cho": new.code}
    moved = SearchRow.objects.filter(matter=open_one.matter_id)
    assert set(moved.values_list("agency", flat=True)) == {new.pk}
    # The closed one stays, the successor reads it and may do nothing there; others read as before.
    done.refresh_from_db()
    assert done.agency == old
    handler = User.objects.get(pk=province.person("handler", "BTCD").pk)
    assert set(Petition.objects.visible_to(handler)) == {open_one, done}
    assert handler.access.agencies_with(Permission.REGISTER_PETITION) == [new]
    assert (
        not Petition.objects.visible_to(province.person("handler", "XA"))
        .exclude(pk=sent.pk)
        .exists()
    )
    client = client_of(handler)
    assert client.get(reverse("petition_detail", args=[done.pk])).status_code == 200
    found = client.get(reverse("search"), {"q": "cống"}).content.decode()
    assert "Sửa cống" in found or "<mark>" in found


def test_the_page_of_what_was_passed_on_costs_the_same_for_one_and_four(province):
    _petition(province, "SKHCN", "Đơn 1")
    for number in range(2, 5):
        _petition(province, "SKHCN", f"Đơn {number}")
    _merge(province)
    page = reverse("succession_matters", args=[province["SKHCN"].pk])
    client = client_of(province.person("head", "BTCD"))
    client.get(page)
    four = statements(client, page)
    Petition.objects.exclude(summary="Đơn 1").update(book_agency=None)
    assert statements(client, page) == four <= 15
    assert Agency.objects.get(pk=province["BTCD"].pk).inherited_ids == [province["SKHCN"].pk]
