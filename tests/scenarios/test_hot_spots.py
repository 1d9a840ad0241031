"""A matter grows hot: five reasons propose, a person decides, and facts taken back take it back."""

from datetime import date, datetime, timedelta

import pytest

from agencies.refusals import Refused
from complaints.actions.assessing_matters import assess_by_hand, assess_matter
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot, reject_hotspot
from complaints.enums import FactKind, Field, HotLevel, HotState, HotStep, PetitionKind
from complaints.models import HotSpot, Matter, MatterFact, SignalAssessment
from complaints.petitioner import Petitioner
from reception.actions.visits import register_visit
from reception.actions.voiding import void_visit
from reception.enums import Tension, VisitResult
from reception.models import Visit
from reception.told import MemberInput
from records.models import Notice
from tests.factories import HANOI, NOW, Province

# Fourteen households; who comes back is known by name and year of birth.
HOUSEHOLDS = [
    MemberInput(f"Lương Văn {name}", 1950 + place, "thôn Khòn Lèng")
    for place, name in enumerate(
        ["An", "Bình", "Chung", "Dũng", "Giang", "Hải", "Khoa", "Lâm", "Minh", "Nam", "Phúc",
         "Quân", "Sơn", "Tuấn"]
    )
]  # fmt: skip
THURSDAY, MONDAY, WEDNESDAY = date(2026, 11, 12), date(2026, 11, 16), date(2026, 11, 18)


class Street:
    """What the desk of the department enters about one matter."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.matter: Matter | None = None

    def comes(
        self, on: date, people: int, listed: int, tension: Tension = Tension.CALM, hour: int = 8
    ) -> Visit:
        at = datetime(on.year, on.month, on.day, hour, tzinfo=HANOI)
        visit = register_visit(
            agency=self.province["SKHCN"], arrived_at=at, head_count=people,
            petitioner=Petitioner(HOUSEHOLDS[0].full_name, 1950, "thôn Khòn Lèng"),
            representatives=[one.full_name for one in HOUSEHOLDS[:2]] if people >= 5 else [],
            members=HOUSEHOLDS[:listed], content="Các hộ đề nghị xem lại đơn giá bồi thường.",
            tension=tension, calming="Mời người đại diện vào làm việc." if tension != "calm" else "",
            result=VisitResult.GUIDED, result_note="Hẹn ngày đối thoại.",
            is_first_time=self.matter is None, kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
            title="Bồi thường đất làm đường vành đai", matter=self.matter,
            by=self.province.person("officer", "SKHCN"), now=at + timedelta(minutes=30),
        )  # fmt: skip
        self.matter = visit.matter
        return visit

    def assess(self, on: date = WEDNESDAY) -> SignalAssessment | None:
        now = datetime(on.year, on.month, on.day, 17, tzinfo=HANOI)
        return assess_matter(matter_id=self.matter.pk, now=now, today=on)


@pytest.fixture
def street(province) -> Street:
    return Street(province)


@pytest.fixture
def grown(street) -> Street:
    """A group of four on Thursday is thirty people on Wednesday."""
    street.comes(THURSDAY, 4, 4)
    street.comes(MONDAY, 12, 12)
    street.comes(WEDNESDAY, 30, 14, Tension.CROWDED)
    return street


def proposal() -> HotSpot:
    return HotSpot.objects.get(state=HotState.PROPOSED)


def test_four_people_who_are_thirty_after_three_visits_are_proposed_with_five_reasons(
    grown, province
):
    row = grown.assess()
    assert [(f["code"], f["weight"], f["sentence"], f["since"]) for f in row.factors] == [
        ("crowd", 4, "Có đoàn 30 người đến nơi tiếp công dân về cùng một nội dung.", "2026-11-16"),
        ("growth", 2, "Số người đến tăng từ 4 lên 30 trong 7 ngày.", "2026-11-12"),
        (
            "overlap", 1,
            "12 người của một đoàn đã đến cùng đoàn trước về chính vụ việc này.", "2026-11-16",
        ),
        ("repeated", 3, "2 lượt đoàn đông người đến trong 7 ngày.", "2026-11-16"),
        (
            "tension", 2,
            "Có 1 lần tình huống đông người, căng thẳng tại nơi tiếp công dân; ghi cùng việc đã làm "
            "để hòa dịu.", "2026-11-18",
        ),
    ]  # fmt: skip
    spot = proposal()
    assert (row.total, row.level, spot.level) == (12, HotLevel.HOT, HotLevel.HOT)
    assert (spot.raised_by, spot.assessment, len(spot.reasons)) == (None, row, 5)
    told = set(Notice.objects.values_list("user__username", flat=True))
    people = (("head", "SKHCN"), ("head", "UBND"), ("inspector", "TTT"))
    assert told == {province.person(*who).username for who in people}
    assert not [name for one in HOUSEHOLDS for name in spot.reasons if one.full_name in name]
    # The same facts again: nothing new, nobody told twice.
    assert grown.assess() == row
    assert (SignalAssessment.objects.count(), HotSpot.objects.count()) == (1, 1)
    assert Notice.objects.count() == 3


def test_a_rejected_proposal_is_quiet_until_facts_change(grown, province):
    grown.assess()
    head = province.person("head", "SKHCN")
    reject_hotspot(hotspot_id=proposal().pk, note="Đã đối thoại, các hộ ra về.", by=head, now=NOW)
    grown.assess()
    grown.assess(date(2026, 11, 24))
    assert not HotSpot.objects.filter(state=HotState.PROPOSED).exists()
    grown.comes(date(2026, 11, 19), 31, 14)
    again = grown.assess(date(2026, 11, 19))
    assert (proposal().assessment, HotSpot.objects.count()) == (again, 2)


def test_a_duty_that_ran_out_is_news_after_a_rejection(grown, province):
    grown.assess()
    head = province.person("head", "SKHCN")
    reject_hotspot(hotspot_id=proposal().pk, note="Đã đối thoại, các hộ ra về.", by=head, now=NOW)
    grown.assess(date(2026, 12, 20))
    assert "Cơ quan quá hạn: Cơ quan còn việc đã hết hạn ngày 27/11/2026." in proposal().reasons


def test_what_a_void_visit_told_is_taken_back_and_the_proposal_lapses(street, province):
    street.comes(THURSDAY, 4, 4)
    visit = street.comes(MONDAY, 12, 12, Tension.CROWDED)
    street.assess()
    spot = proposal()
    assert spot.level == HotLevel.WATCH
    void_visit(
        visit_id=visit.pk, reason="Ghi nhầm vụ việc của đoàn khác.", now=NOW,
        by=province.person("officer", "SKHCN"),
    )  # fmt: skip
    street.assess()
    spot.refresh_from_db()
    assert (spot.state, spot.decided_at, spot.closed_at) == (HotState.LAPSED, None, None)
    steps = set(spot.events.values_list("step", flat=True))
    assert steps == {HotStep.PROPOSED, HotStep.DROPPED}


def test_overlap_is_counted_anew_when_the_visit_before_is_void(grown, province):
    overlap = MatterFact.objects.filter(kind=FactKind.OVERLAP).order_by("happened_on")
    assert list(overlap.values_list("amount", flat=True)) == [4, 12]
    void_visit(
        visit_id=Visit.objects.get(head_count=12).pk, reason="Ghi nhầm vụ việc của đoàn khác.",
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert list(overlap.values_list("amount", "sentence")) == [
        (4, "Trong đoàn có 4 người đã đến ở lượt trước về chính vụ việc này.")
    ]


def test_a_confirmed_flag_takes_new_signals_and_its_level_stays_a_decision(street, province):
    street.comes(THURSDAY, 4, 4)
    street.comes(MONDAY, 12, 12, Tension.CROWDED)
    street.assess()
    head = province.person("head", "SKHCN")
    confirm_hotspot(hotspot_id=proposal().pk, by=head, now=NOW)
    street.comes(WEDNESDAY, 30, 14, hour=7)
    row = street.assess()
    spot = HotSpot.objects.get()
    assert (spot.state, spot.level, spot.assessment) == (HotState.CONFIRMED, HotLevel.WATCH, row)
    last = spot.events.get(step=HotStep.REFRESHED)
    assert last.note == "Dấu hiệu mới: nhiều lượt đoàn trong thời gian ngắn. Tổng trọng số 12."
    assert Notice.objects.filter(key__startswith="hotspot-signals:").count() == 2
    street.assess()
    assert spot.events.filter(step=HotStep.REFRESHED).count() == 1


def test_a_proposal_of_a_person_is_never_touched(grown, province):
    spot = raise_hotspot(
        matter_id=grown.matter.pk, level=HotLevel.WATCH, note="Các hộ chờ đối thoại.",
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    grown.assess()
    kept = HotSpot.objects.get()
    assert (kept.pk, kept.level, kept.assessment) == (spot.pk, HotLevel.WATCH, None)


def test_a_closed_matter_is_not_assessed(grown, province):
    Matter.objects.update(closed_on=WEDNESDAY)
    assert grown.assess() is None
    with pytest.raises(Refused, match="đã kết thúc ngày 18/11/2026"):
        assess_by_hand(matter_id=grown.matter.pk, by=province.person("head", "SKHCN"), now=NOW)
