"""Flags on matters: reasons from facts, two people, one open flag, an end with a result."""

from datetime import date

import pytest

from agencies.refusals import NotAllowed, Refused
from complaints.actions.hotspots import (
    close_hotspot,
    confirm_hotspot,
    raise_hotspot,
    reject_hotspot,
)
from complaints.actions.matters import note_fact
from complaints.enums import FactKind, HotLevel, HotState
from complaints.models import HotSpot, Matter
from tests.factories import NOW


@pytest.fixture
def flag(register, province):
    petition = register()
    for day in (date(2026, 11, 3), date(2026, 11, 17)):
        note_fact(
            matter=petition.matter,
            kind=FactKind.CROWD,
            happened_on=day,
            amount=12,
            sentence="Đoàn 12 người đến nơi tiếp công dân.",
            reference=None,
            now=NOW,
        )
    return raise_hotspot(
        matter_id=petition.matter_id,
        level=HotLevel.WARNING,
        note="Nhiều hộ, kéo dài.",
        by=province.person("handler", "SKHCN"),
        now=NOW,
    )


def test_reasons_are_the_sentences_of_facts(flag):
    assert flag.reasons == [
        "17/11/2026: Đoàn 12 người đến nơi tiếp công dân.",
        "03/11/2026: Đoàn 12 người đến nơi tiếp công dân.",
    ]
    assert (flag.state, flag.matter.hot_level) == (HotState.PROPOSED, "")


def test_a_second_person_confirms_and_closing_needs_a_result(flag, province):
    head = province.person("head", "SKHCN")
    confirm_hotspot(hotspot_id=flag.pk, note="Đồng ý.", by=head, now=NOW)
    assert Matter.objects.get().hot_level == HotLevel.WARNING
    with pytest.raises(Refused, match="kết quả"):
        close_hotspot(hotspot_id=flag.pk, result=" ", by=head, now=NOW)
    close_hotspot(hotspot_id=flag.pk, result="Đã đối thoại, các hộ đồng thuận.", by=head, now=NOW)
    flag.refresh_from_db()
    assert (flag.state, Matter.objects.get().hot_level) == (HotState.CLOSED, "")


def test_who_raised_does_not_confirm(register, province):
    head = province.person("head", "SKHCN")
    spot = raise_hotspot(
        matter_id=register().matter_id, level=HotLevel.HOT, note="Tập trung đông.", by=head, now=NOW
    )
    with pytest.raises(Refused, match="không tự xác nhận"):
        confirm_hotspot(hotspot_id=spot.pk, by=head, now=NOW)
    # The inspectorate watches every unit and is the second person.
    inspector = province.person("inspector", "TTT")
    assert confirm_hotspot(hotspot_id=spot.pk, by=inspector, now=NOW).state == HotState.CONFIRMED


def test_a_rejection_needs_its_reason(flag, province):
    head = province.person("head", "SKHCN")
    with pytest.raises(Refused, match="lý do"):
        reject_hotspot(hotspot_id=flag.pk, note="", by=head, now=NOW)
    assert reject_hotspot(
        hotspot_id=flag.pk, note="Đã giải quyết xong.", by=head, now=NOW
    ).state == (HotState.REJECTED)


def test_one_open_flag_a_matter(flag, province):
    with pytest.raises(Refused, match="đã có một cờ"):
        raise_hotspot(
            matter_id=flag.matter_id,
            level=HotLevel.HOT,
            note="Nữa.",
            by=province.person("head", "SKHCN"),
            now=NOW,
        )


def test_the_role_must_reach(flag, province):
    with pytest.raises(NotAllowed):
        confirm_hotspot(hotspot_id=flag.pk, by=province.person("officer", "SKHCN"), now=NOW)
    with pytest.raises(HotSpot.DoesNotExist):
        confirm_hotspot(hotspot_id=flag.pk, by=province.person("head", "XA"), now=NOW)
