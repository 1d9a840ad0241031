"""Exclusions: beat every role and every way round, pass on to stand-ins, end by two custodians."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from agencies.models import Membership
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints.actions.deciding import process_petition
from complaints.actions.exclusions import decide_lift, enter_lift
from complaints.actions.matters import exclude, grant
from complaints.actions.receiving import accept_transfer
from complaints.actions.substitution import make_substitution
from complaints.actions.transfers import Receiver
from complaints.enums import Outcome, PetitionKind, Secrecy
from complaints.handlers import offered_for
from complaints.inheritance import StandsIn, kept_out, may_receive_for
from complaints.lifting import LiftDocument, document_objections, paths_above
from complaints.models import ExclusionLift, Matter, MatterExclusion, Petition
from records.enums import Verb
from records.models import LedgerEntry
from tests.factories import LONG_AGO, NOW, make_user

TODAY = NOW.date()
DENOUNCED = PetitionKind.DENUNCIATION
DAY = timedelta(days=1)


@pytest.fixture
def secret(register, province) -> Matter:
    """A sealed denunciation at the department, from which a handler (not its head) is kept out."""
    matter = register(kind=DENOUNCED).matter
    accused = make_user("bi.to.cao", (Role.HANDLER, province["SKHCN"]))
    exclude(
        matter=matter, users=[accused], reason="Bị tố cáo",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    return matter


@pytest.fixture
def accused(secret):
    return secret.exclusions.get().user


@pytest.fixture
def second(province, secret):
    """A second custodian of the department who was told of the matter."""
    found = make_user("giu.bi.mat.hai", (Role.CUSTODIAN, province["SKHCN"]))
    grant(matter=secret, users=[found], reason="x", by=province.person("handler", "SKHCN"), now=NOW)
    return found


def document(province, **changes) -> LiftDocument:
    told = {
        "number": "15/UBND-NC", "dated": TODAY, "issuer": province["UBND"].pk, "central_issuer": "",
    }  # fmt: skip
    return LiftDocument(**{**told, **changes})


def entered(secret, province, accused, **changes) -> ExclusionLift:
    told = {
        "matter_id": secret.pk, "person": accused, "document": document(province),
        "reason": "Cho tham gia giải trình.", "by": province.person("custodian", "SKHCN"),
        "now": NOW,
    }  # fmt: skip
    return enter_lift(**{**told, **changes})


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def sees(user, matter) -> bool:
    return Matter.objects.visible_to(fresh(user)).filter(pk=matter.pk).exists()


@pytest.mark.parametrize(
    ("excluded", "standing", "on", "out"),
    [
        (["A"], [], TODAY, {"A"}),
        (["A"], [("A", "B", 0, 3, False)], TODAY, {"A", "B"}),
        (["A"], [("A", "B", 1, 3, False)], TODAY, {"A"}),
        (["A"], [("A", "B", 0, 0, False)], TODAY, {"A", "B"}),
        (["A"], [("A", "B", -3, -1, False)], TODAY, {"A"}),
        (["A"], [("A", "B", 0, 3, True)], TODAY, {"A"}),
        (["A"], [("B", "A", 0, 3, False)], TODAY, {"A"}),
        (["A"], [("A", "B", 0, 3, False), ("B", "C", 0, 3, False)], TODAY, {"A", "B"}),
        ([], [("A", "B", 0, 3, False)], TODAY, set()),
    ],
)  # fmt: skip
def test_who_does_the_work_of_the_excluded_is_kept_out(excluded, standing, on, out):
    rows = [StandsIn(a, s, on + f * DAY, on + t * DAY, e) for a, s, f, t, e in standing]
    assert kept_out(excluded, rows, on) == out


@pytest.mark.parametrize(
    ("heads", "host", "excluded", "may"),
    [
        (["H"], "D", [], True),
        (["H"], "D", ["H"], False),
        (["H"], "D", ["D"], False),
        (["H"], "D", ["X"], True),
        ([], "D", ["D"], False),
    ],
)
def test_who_receives_for_an_excluded_head_is_kept_out(heads, host, excluded, may):
    assert may_receive_for(heads, host, excluded) is may


@pytest.mark.parametrize(
    ("paths", "above"),
    [
        (["T/S/"], ("T/",)),
        (["T/S/P/"], ("T/S/", "T/")),
        (["T/S/", "T/X/"], ("T/",)),
        (["T/S/P/", "T/S/"], ("T/",)),
        (["T/"], ()),
        (["T/", "T/S/"], ()),
        ([], ()),
    ],
)
def test_which_bodies_stand_above(paths, above):
    assert paths_above(paths) == above


@pytest.mark.parametrize(
    ("changes", "issuers", "fields"),
    [
        ({}, {1}, []),
        ({"dated": TODAY + DAY}, {1}, ["document_date"]),
        ({"dated": TODAY - 9 * DAY}, {1}, ["document_date"]),
        ({"issuer": 2}, {1}, ["issuer"]),
        ({"issuer": None, "central_issuer": "Thanh tra Chính phủ"}, {1}, ["issuer"]),
        ({"central_issuer": "Thanh tra Chính phủ"}, {1}, ["central_issuer"]),
        ({"issuer": None}, set(), ["central_issuer"]),
        ({"issuer": None, "central_issuer": "Thanh tra Chính phủ"}, set(), []),
    ],
)
def test_which_document_holds(changes, issuers, fields):
    told = {"number": "15/UBND", "dated": TODAY, "issuer": 1, "central_issuer": ""}
    found = document_objections(
        LiftDocument(**{**told, **changes}), issuers=issuers, excluded_on=TODAY - DAY, today=TODAY
    )
    assert [field for field, _ in found] == fields


def test_a_stand_in_of_the_excluded_sees_nothing_while_it_lasts(secret, accused, province):
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    assert (sees(handler, secret), sees(accused, secret)) == (True, False)
    standing = make_substitution(
        agency=province["SKHCN"], absent=accused, substitute=handler, from_on=TODAY,
        to_on=TODAY + DAY, reason="Nghỉ phép", by=head, now=NOW,
    )  # fmt: skip
    petition = Petition.objects.get(matter=secret)
    assert sees(handler, secret) is False
    assert offered_for([handler, accused], [petition], TODAY) == []
    assert offered_for([handler], [petition], TODAY + 2 * DAY) == [handler]
    standing.ended_at = NOW
    standing.save()
    assert sees(handler, secret) is True


def test_the_excluded_see_nothing_through_whom_they_stand_in_for(secret, accused, province):
    handler = province.person("handler", "SKHCN")
    make_substitution(
        agency=province["SKHCN"], absent=handler, substitute=accused, from_on=TODAY, to_on=TODAY,
        reason="Nghỉ phép", by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert (sees(accused, secret), sees(handler, secret)) == (False, True)


def test_an_exclusion_beats_every_role(secret, accused, province):
    for part in ("SKHCN", "TTT", "UBND"):
        for role in Role:
            Membership.objects.get_or_create(
                user=accused, agency=province[part], role=role, valid_from=LONG_AGO
            )
    grant(
        matter=secret, users=[accused], reason="x", by=province.person("handler", "SKHCN"), now=NOW
    )
    assert sees(accused, secret) is False


def test_an_exclusion_goes_with_the_petition_to_where_it_was_sent(register, province):
    petition = register(kind=DENOUNCED)
    sent = process_petition(
        petition_id=petition.pk, outcome=Outcome.TRANSFER, is_competent=False,
        note="Thuộc thẩm quyền của xã.", processed_on=TODAY,
        receiver=Receiver.of(province["XA"], ""), document="9/PC", version=petition.version,
        by=province.person("head", "SKHCN"), now=NOW,
    ).transfers.get(state="sent")  # fmt: skip
    made = accept_transfer(
        transfer_id=sent.pk, received_on=TODAY, by=province.person("handler", "XA"), now=NOW
    )
    accused = province.person("head", "XA")
    assert sees(accused, made.matter) is True
    exclude(
        matter=petition.matter, users=[accused], reason="Bị tố cáo",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert (sees(accused, made.matter), sees(accused, petition.matter)) == (False, False)
    # Who works on it there goes on; the exclusion said there reaches back as well.
    assert sees(province.person("handler", "XA"), made.matter) is True
    other = province.person("head", "SKHCN")
    exclude(
        matter=Matter.objects.get(pk=made.matter_id), users=[other], reason="Thân thích",
        by=province.person("handler", "XA"), now=NOW,
    )  # fmt: skip
    assert sees(other, petition.matter) is False


def test_two_custodians_lift_by_a_document_of_a_body_above(secret, accused, province, second):
    lift = entered(secret, province, accused)
    assert MatterExclusion.objects.filter(user=accused).exists()
    decide_lift(lift_id=lift.pk, confirm=True, note="", by=second, now=NOW)
    assert not MatterExclusion.objects.filter(user=accused).exists()
    # Still an allow-list: to see it again somebody must be told of it.
    assert sees(accused, secret) is False
    grant(matter=secret, users=[accused], reason="Giải trình", by=second, now=NOW)
    assert sees(accused, secret) is True
    verbs = list(
        LedgerEntry.objects.filter(subject_id=lift.pk).order_by("id").values_list("verb", flat=True)
    )
    assert verbs == [Verb.ENTER_LIFT, Verb.LIFT_EXCLUSION]
    secret.refresh_from_db()
    assert secret.secrecy == Secrecy.RESTRICTED


def test_who_may_not_lift(secret, accused, province, second):
    for role in ("head", "handler"):
        with pytest.raises(NotAllowed):
            entered(secret, province, accused, by=province.person(role, "SKHCN"))
    lift = entered(secret, province, accused)
    custodian = province.person("custodian", "SKHCN")
    with pytest.raises(Refused, match="người giữ bí mật thứ hai"):
        decide_lift(lift_id=lift.pk, confirm=True, note="", by=custodian, now=NOW)
    with pytest.raises(NotAllowed):
        decide_lift(
            lift_id=lift.pk, confirm=True, note="", by=province.person("head", "SKHCN"), now=NOW
        )
    with pytest.raises(ExclusionLift.DoesNotExist):
        decide_lift(
            lift_id=lift.pk, confirm=True, note="", by=province.person("custodian", "XA"), now=NOW
        )
    with pytest.raises(Refused, match="lý do không xác nhận"):
        decide_lift(lift_id=lift.pk, confirm=False, note=" ", by=second, now=NOW)
    decide_lift(lift_id=lift.pk, confirm=False, note="Văn bản không có thật.", by=second, now=NOW)
    assert MatterExclusion.objects.filter(user=accused).exists()
    with pytest.raises(Refused, match="đã được quyết định"):
        decide_lift(lift_id=lift.pk, confirm=True, note="", by=second, now=NOW)
    # Refused once, it may be entered anew; never twice at a time.
    entered(secret, province, accused)
    with pytest.raises(Refused, match="đang chờ xác nhận"):
        entered(secret, province, accused)


def test_a_lone_custodian_calls_in_the_body_above(secret, accused, province):
    above = province.person("custodian", "TTT")
    assert sees(above, secret) is False
    lift = entered(secret, province, accused)
    assert sees(above, secret) is True
    decide_lift(lift_id=lift.pk, confirm=True, note="", by=fresh(above), now=NOW)
    assert not MatterExclusion.objects.filter(user=accused).exists()


def test_for_the_head_of_the_province_only_a_central_body_counts(province, register):
    matter = register(
        kind=DENOUNCED, agency=province["UBND"], accused_agency=province["UBND"],
        by=province.person("officer", "UBND"),
    ).matter  # fmt: skip
    chairman = province.person("head", "UBND")
    assert [row.user for row in matter.exclusions.all()] == [chairman]
    by = province.person("custodian", "TTT")
    told = {"matter_id": matter.pk, "person": chairman, "reason": "x", "by": by, "now": NOW}
    with pytest.raises(Refused, match="cơ quan trung ương"):
        enter_lift(document=document(province), **told)
    second_one = make_user("giu.hai", (Role.CUSTODIAN, province["TTT"]))
    grant(matter=matter, users=[second_one], reason="x", by=by, now=NOW)
    central = document(province, issuer=None, central_issuer="Thủ tướng Chính phủ")
    assert enter_lift(document=central, **told).central_issuer == "Thủ tướng Chính phủ"


def in_sql(statement: str, *told: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, told)


def test_the_database_keeps_an_exclusion_whoever_asks(secret, accused, province, second):
    lift, row = entered(secret, province, accused), secret.exclusions.get()
    in_sql("DELETE FROM complaints_matterexclusion WHERE id = %s", row.pk)
    in_sql("UPDATE complaints_matterexclusion SET user_id = %s WHERE id = %s", second.pk, row.pk)
    one = "UPDATE complaints_exclusionlift SET {} WHERE id = %s"
    decided = "state = 'confirmed', decided_at = now(), decided_by_id = %s"
    in_sql(one.format(decided), lift.entered_by_id, lift.pk)
    in_sql(one.format(decided), accused.pk, lift.pk)
    in_sql(one.format("state = 'confirmed'"), lift.pk)
    in_sql(one.format("document_number = 'khác'"), lift.pk)
    in_sql("DELETE FROM complaints_exclusionlift WHERE id = %s", lift.pk)
    in_sql(f"{one.format(decided)}; {one.format('decision_note = %s')}",
           second.pk, lift.pk, "khác", lift.pk)  # fmt: skip
    told = {f.attname: getattr(lift, f.attname) for f in ExclusionLift._meta.concrete_fields}
    for wrong in (
        {"issuer_id": None}, {"central_issuer": "x"}, {"document_number": ""},
        {"entered_by_id": accused.pk}, {},
    ):  # fmt: skip
        broken = ExclusionLift(**{**told, "id": None, **wrong})
        broken.id = ExclusionLift._meta.pk.get_default()
        with pytest.raises(DatabaseError), transaction.atomic():
            broken.save(force_insert=True)


def test_the_pages_of_a_custodian(client, secret, accused, province, second):
    custodian = province.person("custodian", "SKHCN")
    listing, form = (
        reverse(name, args=[secret.pk]) for name in ("exclusion_list", "exclusion_lift")
    )
    for role, status in (("handler", 403), ("head", 403), ("custodian", 200)):
        client.force_login(province.person(role, "SKHCN"))
        assert client.get(listing).status_code == status, role
    client.force_login(province.person("custodian", "XA"))
    assert client.get(listing).status_code == 404
    client.force_login(custodian)
    typed = {
        "person": accused.pk, "document_number": "15/UBND-NC", "document_date": "17/11/2026",
        "issuer": "", "central_issuer": "", "reason": "Cho tham gia giải trình.",
    }  # fmt: skip
    page = client.post(form, typed)
    assert page.status_code == 422
    assert "Hãy chọn cơ quan cấp trên" in page.content.decode()
    assert 'value="15/UBND-NC"' in page.content.decode()
    typed |= {"issuer": province["UBND"].pk, "document_date": "18/11/2026"}
    assert client.post(form, typed).status_code == 302
    lift = ExclusionLift.objects.get()
    decide = reverse("exclusion_decide", args=[lift.pk])
    assert client.post(decide, {"decision": "co"}).status_code == 422
    client.force_login(second)
    assert "Xác nhận, gỡ loại trừ" in client.get(decide).content.decode()
    assert client.post(decide, {"decision": "co"}).status_code == 302
    assert not MatterExclusion.objects.filter(user=accused).exists()
    assert "15/UBND-NC" in client.get(reverse("exclusion_lifts")).content.decode()
    assert "Đã xác nhận" in client.get(listing).content.decode()
    assert lift.document_date == date(2026, 11, 18)
