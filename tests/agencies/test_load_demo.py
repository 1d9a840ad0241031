"""manage.py load_demo and demo, through the door, on a short year."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.models import Agency, User
from complaints.enums import PetitionKind, Secrecy
from complaints.models import HotSpot, Matter, MatterExclusion, Petition
from reception.models import Visit
from records.enums import Book
from records.models import LedgerEntry, RegisterEntry, SearchRow
from records.register import check
from tests.factories import HANOI, make_agency
from tests.flushing import empty

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 11, 21, 23, 30, tzinfo=HANOI)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def house(db: None) -> Iterator[str]:
    """Loaded before midnight in Hanoi, where the days of the steps part from those of UTC."""
    with time_machine.travel(LATE, tick=True):
        yield run("load_demo", "--until", "2026-01-02")


def test_the_small_year(house: str) -> None:
    assert "Đã lập 129 đơn vị." in house
    _numbers_follow_dates()
    _denunciation_is_kept_from_the_head()
    _hot_spots_are_told()
    _nothing_sealed_is_searchable()
    _plans_and_reports_are_there()
    _a_second_run_changes_nothing()
    _demo_tells_accounts_and_addresses()


def _numbers_follow_dates() -> None:
    books = RegisterEntry.objects.values_list("agency_id", "book", "year").distinct()
    assert len(books) > 10
    for agency_id, book, year in books:
        assert check(agency_id=agency_id, book=Book(book), year=year).is_whole
        times = RegisterEntry.objects.filter(agency_id=agency_id, book=book, year=year)
        moments = list(times.order_by("number").values_list("registered_at", flat=True))
        assert moments == sorted(moments)


def _denunciation_is_kept_from_the_head() -> None:
    matter = Matter.objects.get(secrecy=Secrecy.RESTRICTED)
    head = User.objects.get(username="giamdoc.skhcn")

    assert matter.agency.code == "LS-TTT"
    assert list(MatterExclusion.objects.filter(matter=matter).values_list("user", flat=True)) == [
        head.pk
    ]
    assert not Matter.objects.visible_to(head).filter(pk=matter.pk).exists()
    deputy = User.objects.get(username="phogiamdoc.skhcn")
    assert not Visit.objects.visible_to(deputy).filter(matter=matter).exists()
    inspector = User.objects.get(username="xuly.ttt")
    assert Matter.objects.visible_to(inspector).filter(pk=matter.pk).exists()


def _hot_spots_are_told() -> None:
    told = HotSpot.objects.values_list("agency__code", "level", "state").order_by("agency__code")
    grown = told.filter(raised_by=None, matter__title__regex="^(Kiến nghị bố trí|Phản ánh nhiễu)")
    assert [(code, state) for code, _, state in grown] == [
        ("LS-BTCD", "proposed"),
        ("LS-SKHCN", "rejected"),
    ]
    assert list(told.filter(raised_by__isnull=False)) == [
        ("LS-06187", "watch", "proposed"),
        ("LS-06385", "hot", "confirmed"),
        ("LS-06529", "warning", "closed"),
    ]


def _nothing_sealed_is_searchable() -> None:
    sealed = Petition.objects.filter(kind=PetitionKind.DENUNCIATION)
    assert sealed.count() >= 1
    assert not SearchRow.objects.filter(subject_id__in=sealed.values("pk")).exists()
    assert not SearchRow.objects.filter(text__contains="nong thi anh duong").exists()


def _plans_and_reports_are_there() -> None:
    from plans.models import Plan
    from reports.models import Report

    # Five real ones, a draft, a tree of four, two written here.
    assert Plan.objects.count() == 12
    made = Counter(Report.objects.values_list("kind", flat=True))
    # A batch of one list a unit and one list by hand; each other kind whose period is over by then.
    others = {"weekly", "daily", "overdue", "heads_days", "visits", "petitions", "transfers"}
    assert (made.pop("hotspots"), set(made)) == (80 + 1, others)


def _a_second_run_changes_nothing() -> None:
    before = (Agency.objects.count(), Petition.objects.count(), LedgerEntry.objects.count())

    assert run("load_demo") == "Dữ liệu mẫu đã có, không thay đổi gì.\n"
    assert before == (
        Agency.objects.count(),
        Petition.objects.count(),
        LedgerEntry.objects.count(),
    )


def _demo_tells_accounts_and_addresses() -> None:
    told = json.loads(run("demo", "--json"))

    excluded = [a["username"] for a in told["accounts"] if a["excluded"]]
    assert excluded == ["giamdoc.skhcn"]
    assert told["urls"]["search"] == "/tra-cuu/"
    assert told["urls"]["visit_new"] == "/tiep-cong-dan/ban-tiep/"
    assert {"code": "LS-TTT", "name": "Thanh tra tỉnh Lạng Sơn"}.items() <= next(
        a for a in told["agencies"] if a["code"] == "LS-TTT"
    ).items()


def test_volumes_come_with_numbers_clocks_and_search_rows() -> None:
    run("load_demo", "--until", "2026-01-02", "--petitions", "600", "--visits", "400")

    board = Agency.objects.get(code="LS-BTCD")
    # The three crowds and the denunciation came after the volume.
    assert Petition.objects.count() == 604
    assert Visit.objects.count() == 400 + 7 + 1
    for book in (Book.PETITIONS, Book.VISITS, Book.SEALED_PETITIONS):
        assert check(agency_id=board.pk, book=book, year=2025).is_whole
    open_ones = Petition.objects.filter(state="received")
    assert open_ones.count() == open_ones.filter(next_due_on__isnull=False).count() > 0
    named = Petition.objects.filter(secrecy=Secrecy.OPEN)
    assert SearchRow.objects.filter(subject_kind="petition").count() == named.count()


def test_a_house_with_real_units_is_left_alone() -> None:
    make_agency("LS-BTCD")

    with pytest.raises(CommandError, match="đã có đơn vị ngoài dữ liệu mẫu"):
        run("load_demo")

    assert Agency.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--petitions", "-5"], "“-5” không phải số nguyên không âm."),
        (["--visits", "nhiều"], "“nhiều” không phải số nguyên không âm."),
        (["--until", "31/12/2026"], "“31/12/2026” không phải ngày; hãy viết như 2026-11-21."),
        (["--until", "2031-01-01"], "Ngày phải trong khoảng 01/01/2026 – 31/12/2027."),
    ],
)
def test_bad_input_gets_one_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", *[f"{arguments[0]}={arguments[1]}"])

    assert str(refused.value) == sentence
    assert Agency.objects.count() == 0


def test_demo_before_the_data_says_how_to_load_it() -> None:
    with pytest.raises(CommandError, match="Chưa có dữ liệu mẫu"):
        run("demo")


@pytest.mark.soak
def test_the_same_seed_and_date_give_the_same_data() -> None:
    run("load_demo", "--until", "2026-01-02", "--seed", "7")
    first = _everything()

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    empty()
    run("load_demo", "--until", "2026-01-02", "--seed", "7")

    assert _everything() == first


def _everything() -> list[object]:
    """Ids, numbers and words of visits and petitions, sealed aliases among them."""
    visits = Visit.objects.order_by("id").values_list(
        "id", "number", "arrived_at", "visitor_label", "content", "matter_id"
    )
    petitions = Petition.objects.order_by("id").values_list(
        "id", "number", "received_on", "petitioner_label", "content", "state", "resolved_on"
    )
    return [*visits, *petitions]
