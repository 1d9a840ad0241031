"""Who sees what: places of denunciations, exclusions that beat everything, grants by name."""

from datetime import date

import pytest

from agencies.refusals import Refused
from agencies.registry import Kind
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.intake import overseer_of, place_for
from complaints.actions.matters import exclude, grant
from complaints.enums import HotLevel, PetitionKind, Secrecy
from complaints.models import Clock, HotSpot, Matter, MatterGrant, Petition
from tests.factories import NOW

TODAY = NOW.date()
DENOUNCED = PetitionKind.DENUNCIATION
SCOPED = (Matter, Petition, Clock)


def seen_by(user, models=SCOPED):
    """How many rows of each a fresh sign-in of this user sees."""
    fresh = type(user).objects.get(pk=user.pk)
    return [model.objects.visible_to(fresh).count() for model in models]


@pytest.mark.parametrize(
    ("part", "overseer"),
    [("SKHCN", "TTT"), ("XA", "TTT"), ("UBND", "TTT"), ("TTT", "UBND")],
)
def test_who_oversees(province, part, overseer):
    assert overseer_of(province[part], NOW.date()) == province[overseer]


def test_a_common_petition_stays_where_it_came(province):
    by = province.person("officer", "SKHCN")
    place = place_for(agency=province["SKHCN"], kind=PetitionKind.COMPLAINT, by=by, today=TODAY)
    assert (place.agency, place.secrecy, place.grants) == (province["SKHCN"], Secrecy.OPEN, ())


def test_a_denunciation_of_nobody_known_is_sealed_at_home(province):
    by = province.person("officer", "SKHCN")
    place = place_for(agency=province["SKHCN"], kind=DENOUNCED, by=by, today=TODAY)
    assert (place.agency, place.secrecy) == (province["SKHCN"], Secrecy.SEALED)
    assert place.grants == (by, province.person("custodian", "SKHCN"))


def test_against_the_receiving_agency_it_goes_to_the_overseer(province):
    by = province.person("officer", "SKHCN")
    place = place_for(
        agency=province["SKHCN"],
        kind=DENOUNCED,
        accused_agency=province["SKHCN"],
        by=by,
        today=TODAY,
    )
    assert (place.agency, place.secrecy) == (province["TTT"], Secrecy.RESTRICTED)
    assert place.exclusions == (province.person("head", "SKHCN"),)
    assert set(place.grants) == {
        by,
        *(province.person(role, "TTT") for role in ("custodian", "head", "handler", "inspector")),
    }


def test_against_another_agency_it_stays_restricted(province):
    by = province.person("officer", "TTT")
    place = place_for(
        agency=province["TTT"], kind=DENOUNCED, accused_agency=province["SKHCN"], by=by, today=TODAY
    )
    assert (place.agency, place.secrecy) == (province["TTT"], Secrecy.RESTRICTED)
    assert place.exclusions == (province.person("head", "SKHCN"),)


def test_an_excluded_person_is_not_granted(province):
    by = province.person("officer", "TTT")
    head = province.person("head", "TTT")
    place = place_for(
        agency=province["TTT"], kind=DENOUNCED, excluded_users=[head], by=by, today=TODAY
    )
    assert place.exclusions == (head,)
    assert head not in place.grants


def test_an_excluded_head_sees_nothing(register, province):
    register(
        kind=DENOUNCED,
        accused_agency=province["SKHCN"],
        by=province.person("officer", "SKHCN"),
    )
    for role, part in (
        ("head", "SKHCN"),
        ("handler", "SKHCN"),
        ("custodian", "SKHCN"),
        ("head", "UBND"),
        ("officer", "TTT"),
    ):
        assert seen_by(province.person(role, part)) == [0, 0, 0], (role, part)
    for role, part in (("officer", "SKHCN"), ("head", "TTT"), ("custodian", "TTT")):
        assert seen_by(province.person(role, part)) == [1, 1, 2], (role, part)
    assert Matter.objects.counted().count() == 0


def test_a_sealed_matter_is_for_those_who_process(register, province):
    register(kind=DENOUNCED)
    assert seen_by(province.person("head", "SKHCN")) == [1, 1, 2]
    assert seen_by(province.person("inspector", "TTT")) == [1, 1, 2]
    assert seen_by(province.person("custodian", "SKHCN")) == [1, 1, 2]
    assert seen_by(province.person("officer", "SKHCN")) == [0, 0, 0]
    assert seen_by(province.person("admin", "UBND")) == [0, 0, 0]


def test_a_later_exclusion_hides_every_row(register, province, monkeypatch):
    matter = register(kind=DENOUNCED).matter
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    raise_hotspot(matter_id=matter.pk, level=HotLevel.WATCH, note="Theo dõi.", by=handler, now=NOW)
    followed = []
    monkeypatch.setattr(
        "complaints.actions.matters.entries",
        lambda kind: {"visits": lambda **told: followed.append((kind, told["secrecy"]))},
    )
    assert seen_by(head, (*SCOPED, HotSpot)) == [1, 1, 2, 1]
    exclude(matter=matter, users=[head], reason="Có quan hệ thân thích", by=handler, now=NOW)
    assert seen_by(head, (*SCOPED, HotSpot)) == [0, 0, 0, 0]
    grant(matter=matter, users=[head], reason="Nhầm", by=handler, now=NOW)
    assert not MatterGrant.objects.filter(user=head).exists()
    assert seen_by(head) == [0, 0, 0]
    # The handler registered it and was named at that moment: still at work.
    assert seen_by(handler) == [1, 1, 2]
    assert followed == [(Kind.SECRECY_FOLLOWER, Secrecy.RESTRICTED)]


def test_a_grant_lets_one_more_see(register, province):
    matter = register(kind=DENOUNCED, received_on=date(2026, 11, 2)).matter
    officer = province.person("officer", "SKHCN")
    assert seen_by(officer) == [0, 0, 0]
    grant(
        matter=matter, users=[officer], reason="Trợ giúp", by=province.person("handler", "SKHCN"),
        now=NOW,
    )  # fmt: skip
    assert seen_by(officer) == [1, 1, 2]


def test_an_open_matter_cannot_be_made_unknown(register, province):
    with pytest.raises(Refused, match="lập vụ việc kín"):
        exclude(
            matter=register().matter,
            users=[province.person("head", "SKHCN")],
            reason="Liên quan",
            by=province.person("handler", "SKHCN"),
            now=NOW,
        )


def test_who_registers_goes_on_at_once_with_what_was_granted(register, province):
    """The same user object, whose grants were read before, joins a second petition to the matter."""
    officer = province.person("officer", "SKHCN")
    assert list(Matter.objects.visible_to(officer)) == []
    first = register(kind=DENOUNCED, accused_agency=province["SKHCN"], by=officer)
    second = register(kind=DENOUNCED, matter=first.matter, by=officer)
    assert (second.agency, second.secrecy, second.number) == (
        province["TTT"],
        Secrecy.RESTRICTED,
        2,
    )
