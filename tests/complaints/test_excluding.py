"""Phát hiện thêm người liên quan: one more may not know, in the middle of the work."""

import pytest
from django.urls import reverse

from agencies.models import User
from agencies.roles import Role
from complaints.actions.assigning import assign_petitions
from complaints.actions.excluding import exclude_later, people_named
from complaints.actions.substitution import make_substitution
from complaints.enums import ExclusionGround, PetitionKind, Secrecy
from complaints.models import Matter, MatterExclusion, Petition
from records.enums import Verb
from records.models import LedgerEntry, Notice
from tests.factories import NOW, make_user

TODAY = NOW.date()


@pytest.fixture
def sealed(register, province) -> Petition:
    """A denunciation of the department, held by its handler; nobody is kept out of it yet."""
    petition = register(kind=PetitionKind.DENUNCIATION)
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    assign_petitions(petition_ids=[petition.pk], to_user=handler, by=head, now=NOW)
    return Petition.objects.get(pk=petition.pk)


def sees(user: User, matter: Matter) -> bool:
    return Matter.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=matter.pk).exists()


def found_out(sealed, person, by, **changes) -> None:
    told = {
        "matter_id": sealed.matter_id, "person": person, "ground": ExclusionGround.DENOUNCED,
        "reason": "Đơn bổ sung ngày 17/11/2026", "by": User.objects.get(pk=by.pk), "now": NOW,
    }  # fmt: skip
    exclude_later(**{**told, **changes})


def test_the_head_turns_out_to_be_denounced(sealed, province, client):
    matter = sealed.matter
    head, handler, custodian = (
        province.person(role, "SKHCN") for role in ("head", "handler", "custodian")
    )
    above = province.person("head", "TTT")
    assert (sees(head, matter), sees(above, matter)) == (True, False)
    found_out(sealed, head, handler)
    matter.refresh_from_db()
    assert matter.secrecy == Secrecy.RESTRICTED
    row = matter.exclusions.get()
    assert (row.user, row.reason) == (
        head, "Là người bị tố cáo: Đơn bổ sung ngày 17/11/2026",
    )  # fmt: skip
    # The work goes on with those who had it; the body above decides in the place of the head.
    assert [sees(user, matter) for user in (head, handler, custodian, above)] == [
        False, True, True, True,
    ]  # fmt: skip
    assert sees(province.person("head", "UBND"), matter) is False
    client.force_login(head)
    for name, pk in (("matter_detail", matter.pk), ("petition_detail", sealed.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    told = Notice.objects.filter(key__startswith="excluded:", url_name="exclusion_list")
    assert {notice.user for notice in told} == {custodian, province.person("custodian", "TTT")}
    said = LedgerEntry.objects.filter(verb=Verb.EXCLUDE, subject_id=matter.pk)
    assert [entry.details for entry in said] == [{"so_nguoi": 1}]


def test_what_they_held_waits_for_somebody_else(sealed, province):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    sealed.team.create(user=handler, name="x", is_head=True, from_on=TODAY)
    found_out(sealed, handler, head)
    sealed.refresh_from_db()
    assert sealed.holder is None
    assert [member.until_on for member in sealed.team.all()] == [TODAY]
    assert (sees(handler, sealed.matter), sees(head, sealed.matter)) == (False, True)


def test_whoever_does_their_work_is_kept_out_with_them(sealed, province):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    colleague = make_user("dong.nghiep", (Role.HANDLER, province["SKHCN"]))
    make_substitution(
        agency=province["SKHCN"], absent=handler, substitute=colleague, from_on=TODAY, to_on=TODAY,
        reason="Nghỉ phép", by=head, now=NOW,
    )  # fmt: skip
    assert sees(colleague, sealed.matter) is True
    found_out(sealed, handler, head)
    assert (sees(colleague, sealed.matter), sees(head, sealed.matter)) == (False, True)


def test_said_twice_it_changes_and_tells_nothing(sealed, province):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    found_out(sealed, head, handler)
    rows = LedgerEntry.objects.count()
    found_out(sealed, head, handler, ground=ExclusionGround.KIN)
    assert MatterExclusion.objects.filter(matter=sealed.matter).count() == 1
    assert LedgerEntry.objects.count() == rows


def test_words_of_a_name_find_people_of_the_province_alone(sealed, province):
    near = make_user("dang.hue", (Role.OFFICER, province["XA"]), full_name="Đặng Thị Huệ")
    make_user("khong.vai", full_name="Đặng Thị Huệ")
    for typed in ("dang thi hue", "Huệ", "dang.hue"):
        assert list(people_named(sealed.matter, typed, TODAY)) == [near]
    assert list(people_named(sealed.matter, "hu", TODAY)) == []


def test_the_page(sealed, province, client):
    address = reverse("exclusion_add", args=[sealed.matter_id])
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    for role, part, status in (
        ("officer", "SKHCN", 404), ("custodian", "XA", 404), ("inspector", "TTT", 403),
    ):  # fmt: skip
        client.force_login(province.person(role, part))
        assert client.get(address).status_code == status, role
    client.force_login(handler)
    assert address in client.get(reverse("matter_detail", args=[sealed.matter_id])).content.decode()
    page = client.post(address, {"tim": "1", "name": "không có ai"})
    assert (page.status_code, "Không có tài khoản nào" in page.content.decode()) == (422, True)
    page = client.post(address, {"tim": "1", "name": head.username})
    assert (page.status_code, str(head.pk) in page.content.decode()) == (200, True)
    typed = {"name": head.username, "ground": "other", "reason": ""}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "Hãy chọn một người" in page.content.decode()
    assert "Hãy ghi căn cứ" in page.content.decode()
    own = client.post(address, {**typed, "name": handler.username, "person": handler.pk,
                                "reason": "x"})  # fmt: skip
    assert "liên quan đến chính bạn" in own.content.decode()
    stranger = client.post(address, {**typed, "person": handler.pk, "reason": "x"})
    assert stranger.status_code == 422
    sent = client.post(address, {**typed, "person": head.pk, "reason": "Biên bản ngày 17/11/2026"})
    assert (sent.status_code, sent["Location"]) == (
        302, reverse("matter_detail", args=[sealed.matter_id]),
    )  # fmt: skip
    assert sees(head, sealed.matter) is False


def test_a_matter_of_the_open_book_is_known_already(register, province, client):
    petition = register()
    client.force_login(province.person("handler", "SKHCN"))
    answer = client.get(reverse("exclusion_add", args=[petition.matter_id]))
    assert "sổ thường đã có người biết" in answer.content.decode()
    assert answer.status_code == 409
