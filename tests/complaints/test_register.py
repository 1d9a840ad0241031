"""Registering a petition: number, clocks, labels, search row; nothing sealed in the open."""

from datetime import date, timedelta

import pytest

from agencies.refusals import NotAllowed, Refused
from complaints.actions.people import person_for
from complaints.enums import PetitionKind, PetitionState, Secrecy
from complaints.models import Clock, Matter, Person, Petition, SealedIdentity
from complaints.petitioner import Petitioner
from records.models import LedgerEntry, RegisterEntry, SearchRow
from tests.complaints.conftest import RECEIVED, THANH
from tests.factories import NOW, Province


def test_an_open_complaint_is_numbered_and_counted(register, province):
    petition = register()
    assert (petition.number, petition.year, petition.state) == (1, 2026, PetitionState.RECEIVED)
    assert petition.matter.title == "Khiếu nại quyết định thu hồi đất"
    assert petition.petitioner_label == "Lý Văn Thành"
    assert petition.person.folded_name == "ly van thanh"
    clocks = list(petition.clocks.order_by("due_on").values_list("rule_code", "due_on"))
    # 16/11 is a Monday and 24/11 a holiday (Ngày Văn hóa Việt Nam): 7 working days end on 26/11.
    assert clocks == [("KN_THULY", date(2026, 11, 26)), ("XLD_TREO", date(2026, 12, 31))]
    assert (petition.next_due_on, petition.next_duty) == (date(2026, 11, 26), "KN_THULY")
    matter = Matter.objects.get()
    assert (matter.next_due_on, matter.next_duty) == (date(2026, 11, 26), "KN_THULY")
    assert list(
        SearchRow.objects.order_by("subject_kind").values_list("subject_kind", flat=True)
    ) == [
        "matter",
        "petition",
    ]
    assert list(RegisterEntry.objects.values_list("book", "number")) == [("petitions", 1)]


@pytest.mark.parametrize(
    ("kind", "received_on", "clocks"),
    [
        # The old law has 10 days; 26/06 + 10 is Monday 06/07. No ceiling before 01/07/2026.
        (PetitionKind.COMPLAINT, date(2026, 6, 26), {"KN_THULY": date(2026, 7, 6)}),
        (
            PetitionKind.COMPLAINT,
            date(2026, 7, 1),
            {"KN_THULY": date(2026, 7, 10), "XLD_TREO": date(2026, 8, 17)},
        ),
        (PetitionKind.DENUNCIATION, date(2026, 4, 24), {"TC_XLBD": date(2026, 5, 8)}),
        (PetitionKind.RECOMMENDATION, date(2026, 6, 15), {"KNPA_TB": date(2026, 6, 29)}),
    ],
)
def test_the_first_clocks_by_kind(register, kind, received_on, clocks):
    petition = register(kind=kind, received_on=received_on)
    assert dict(petition.clocks.values_list("rule_code", "due_on")) == clocks


def test_a_denunciation_leaves_no_name_in_the_open(register):
    petition = register(kind=PetitionKind.DENUNCIATION)
    matter = petition.matter
    assert (petition.secrecy, matter.secrecy) == (Secrecy.SEALED, Secrecy.SEALED)
    assert petition.person is None
    assert petition.petitioner_label == matter.petitioner_label == matter.sealed_identity.alias
    assert petition.petitioner_label.startswith("Người tố cáo #")
    assert Person.objects.count() == 0
    assert SearchRow.objects.count() == 0
    assert list(RegisterEntry.objects.values_list("book", "number")) == [("sealed_petitions", 1)]
    for row in LedgerEntry.objects.all():
        assert "Thành" not in f"{row.subject_label} {row.details}"
    sealed = SealedIdentity.objects.get()
    assert "Thành".encode() not in bytes(sealed.cipher)


def test_a_complaint_kept_sealed_counts_in_the_second_register(register):
    register()
    petition = register(keep_sealed=True)
    assert petition.petitioner_label.startswith("Người được giữ kín #")
    assert petition.number == 1
    assert Petition.objects.filter(secrecy=Secrecy.OPEN).get().number == 1


def test_one_paper_number_is_one_person_of_one_agency(province):
    told = {"petitioner": THANH, "by": province.person("officer", "SKHCN"), "now": NOW}
    first = person_for(agency=province["SKHCN"], **told)
    assert person_for(agency=province["SKHCN"], **told) == first
    assert person_for(agency=province["XA"], **told) != first
    nameless = Petitioner(full_name="Lý Văn Thành")
    other = person_for(agency=province["SKHCN"], petitioner=nameless, by=told["by"], now=NOW)
    assert other != first
    assert b"020068001234" not in bytes(first.id_cipher)


def test_a_second_petition_joins_its_matter(register):
    first = register()
    second = register(matter=first.matter, summary="Bổ sung đơn khiếu nại")
    assert second.matter == first.matter
    assert second.number == 2
    assert Matter.objects.count() == 1


def test_a_sealed_petition_does_not_join_an_open_matter(register):
    first = register()
    with pytest.raises(Refused, match="vụ việc riêng"):
        register(matter=first.matter, kind=PetitionKind.DENUNCIATION)
    assert Petition.objects.count() == 1


def test_receipt_is_not_in_the_future(register):
    with pytest.raises(Refused, match="không thể ở tương lai"):
        register(received_on=NOW.date() + timedelta(days=1))


def test_a_day_no_version_covers_is_refused_with_its_sentence(register):
    with pytest.raises(Refused, match="KN_THULY không có quy định áp dụng"):
        register(received_on=date(2010, 1, 4))
    assert (Petition.objects.count(), RegisterEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(("role", "part"), [("custodian", "SKHCN"), ("handler", "XA")])
def test_only_those_who_register_here_may(register, province, role, part):
    with pytest.raises(NotAllowed):
        register(by=province.person(role, part))


def test_a_rival_agency_sees_none_of_it(register, province):
    petition = register()
    rival = Province(code="CB", name="Cao Bằng").person("head", "SKHCN")
    for model in (Petition, Matter, Clock):
        assert list(model.objects.visible_to(rival)) == []
    assert list(Petition.objects.visible_to(province.person("officer", "SKHCN"))) == [petition]
    assert petition.received_on == RECEIVED
