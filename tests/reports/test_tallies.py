"""The tallies: exact after any change, written by triggers, summed up without changing."""

from datetime import date

import pytest
from django.db import connection

from complaints.actions.deciding import process_petition
from complaints.actions.hotspots import close_hotspot, confirm_hotspot, raise_hotspot
from complaints.actions.petitions import register_petition
from complaints.actions.proceedings import take_step
from complaints.enums import Field, HotLevel, Outcome, PetitionKind, Secrecy, Source
from complaints.lateness import passing_duties
from complaints.models import Matter, Petition, Transfer
from complaints.petitioner import Petitioner
from complaints.procedure.names import StepName
from reception.models import Visit
from reports.actions.tallies import rebuild, sum_up
from reports.checking import check_overview
from reports.migrations._counting import PASSING
from reports.models import Slice, Tally
from tests.factories import NOW, Province
from tests.reports.builders import make_clock, make_matter, make_petition, make_visit
from tests.reports.weeks import hand_counted_week

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def assert_equal_lists(province: Province) -> None:
    """Every number of the week of the inspector; that every role has its own is tested once."""
    result = check_overview(
        user=province.person("inspector", "TTT"), today=TODAY, choices=("tuan",)
    )
    assert result.broken == []
    assert result.checked > 100


def test_overview_equals_its_lists_after_rows_written_to_the_tables(province):
    hand_counted_week(province)
    hand_counted_week(province, "XA")
    for role, part in (("inspector", "TTT"), ("head", "SKHCN"), ("head", "UBND")):
        result = check_overview(user=province.person(role, part), today=TODAY, choices=("nam",))
        assert result.broken == []
        assert result.checked > 100
    kept = counts()
    rebuild()
    assert counts() == kept


def counts() -> list[list[tuple]]:
    """What both tables say, however many rows they say it in."""
    sum_up()
    return [
        sorted(
            model.objects.values_list(*(f.attname for f in model._meta.fields if f.name != "id"))
        )
        for model in (Tally, Slice)
    ]


def test_overview_equals_its_lists_after_every_action(province):
    officer, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    petition = register_petition(
        agency=province["SKHCN"], kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
        source=Source.POST, received_on=TODAY, petitioner=Petitioner(full_name="Lý Văn Thành"),
        summary="Kiến nghị về thu hồi đất", content="Kiến nghị về việc thu hồi đất.",
        by=officer, now=NOW,
    )  # fmt: skip
    assert_equal_lists(province)
    petition = process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Đủ điều kiện.",
        processed_on=TODAY, version=petition.version, by=head, now=NOW,
    )  # fmt: skip
    assert_equal_lists(province)
    spot = raise_hotspot(
        matter_id=petition.matter_id, level=HotLevel.HOT, note="Nhiều hộ.", by=officer, now=NOW
    )
    assert_equal_lists(province)
    confirm_hotspot(hotspot_id=spot.pk, note="Đồng ý.", by=head, now=NOW)
    close_hotspot(hotspot_id=spot.pk, result="Đã đối thoại.", by=head, now=NOW)
    assert_equal_lists(province)
    take_step(
        petition_id=petition.pk, step=StepName.ANSWER, happened_on=TODAY,
        said={"text": "Đã trả lời.", "told_on": TODAY}, document="15/SKHCN-VP", signer="Giám đốc",
        version=petition.version, by=head, now=NOW,
    )  # fmt: skip
    assert Petition.objects.get().state == "resolved"
    assert_equal_lists(province)


def test_one_change_of_many_rows_is_tallied(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    for _ in range(3):
        make_petition(agency, by, TODAY)
    Petition.objects.update(received_on=date(2026, 3, 3))
    assert_equal_lists(province)
    Petition.objects.all().delete()
    assert_equal_lists(province)
    sum_up()
    assert (Tally.objects.count(), Slice.objects.count()) == (0, 0)


def test_a_matter_that_becomes_restricted_leaves_every_count(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    matter = make_matter(agency, next_due_on=date(2026, 11, 2))
    make_visit(agency, by, TODAY, matter)
    Visit.objects.update(secrecy=Secrecy.RESTRICTED)
    Matter.objects.update(secrecy=Secrecy.RESTRICTED)
    sum_up()
    assert (Tally.objects.count(), Slice.objects.count()) == (0, 0)
    assert_equal_lists(province)


def test_restricted_rows_add_nothing(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    matter = make_matter(agency, secrecy=Secrecy.RESTRICTED, next_due_on=TODAY)
    make_visit(agency, by, TODAY, matter)
    make_clock(agency, TODAY, matter, petition=make_petition(agency, by, TODAY, matter),
               finished_on=TODAY)  # fmt: skip
    assert (Tally.objects.count(), Slice.objects.count()) == (0, 0)


def test_summing_up_changes_no_count_and_may_be_repeated(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    for _ in range(5):
        make_visit(agency, by, TODAY, head_count=6)
    before = Tally.objects.filter(span="d").count()
    sum_up()
    assert before == 5
    rows = Tally.objects.values_list("span", "day", "visits", "people", "groups").order_by("span")
    assert list(rows) == [("d", TODAY, 5, 30, 5), ("m", TODAY.replace(day=1), 5, 30, 5)]
    assert sum_up() == 0
    assert_equal_lists(province)


def test_a_wrong_tally_is_named_with_its_agency(province):
    make_visit(province["SKHCN"], province.person("head", "SKHCN"), TODAY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_tally SET visits = visits + 1 WHERE span = 'd'")
    inspector = province.person("inspector", "TTT")
    broken = check_overview(user=inspector, today=TODAY, choices=("tuan",)).broken
    assert [(b["agency"], b["relation"], b["left"], b["right"]) for b in broken] == [
        ("LS-SKHCN", "Lượt tiếp = visits", 2, 1),
        ("Cộng", "Lượt tiếp = visits", 2, 1),
    ]
    assert broken[0]["cases"] == [str(Visit.objects.get().pk)]


def test_duties_and_transfers_follow_what_their_petition_is_counted_under(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    petition = make_petition(agency, by, TODAY)
    late = date(2026, 11, 2)
    make_clock(agency, TODAY, petition.matter, petition=petition, finished_on=TODAY)
    make_clock(
        agency, late, petition.matter, petition=petition, rule_code="KN_GQ1", finished_on=TODAY
    )
    make_clock(agency, late, petition.matter, petition=petition, rule_code="KN_THOIHIEU",
               finished_on=TODAY)  # fmt: skip
    Transfer.objects.create(petition=petition, outcome=Outcome.TRANSFER, to_agency=province["XA"],
                            to_name="xã", sent_on=TODAY, answer_due_on=late, sent_by=by)  # fmt: skip
    assert_equal_lists(province)
    land = Slice.objects.filter(scope="LS/", dim="f", span="m")
    assert list(land.filter(finished__gt=0).values_list("value", "finished", "on_time")) == [
        ("land", 1, 1), ("land", 1, 0)
    ]  # fmt: skip
    Petition.objects.update(field=Field.POLICY, commune_code="06193")
    assert_equal_lists(province)
    Petition.objects.update(agency=province["XA"], scope_path=province["XA"].path)
    assert_equal_lists(province)
    Transfer.objects.update(secrecy=Secrecy.RESTRICTED)
    assert_equal_lists(province)


def test_duties_that_make_nobody_late_are_those_of_the_law():
    assert set(PASSING) == passing_duties()
