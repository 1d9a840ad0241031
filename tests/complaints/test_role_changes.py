"""A role that changes hands: what waits is told to the head, what is kept from one is kept from who
stands in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.actions.accounts import close_account
from agencies.actions.rights import end_role, give_role
from agencies.models import Membership, User
from agencies.roles import Role
from complaints.actions.assigning import assign_petitions
from complaints.actions.matters import exclude, grant
from complaints.enums import PetitionKind
from complaints.kept_out import people_kept_out
from complaints.models import Matter
from tests.complaints.doors import client_of
from tests.factories import LONG_AGO, NOW, make_user

TODAY = NOW.date()


@pytest.fixture
def manager(province) -> User:
    return province.person("admin", "UBND")


def test_cases_of_who_leaves_stay_and_the_head_is_told(province, register, manager):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    petition = register(summary="Khiếu nại thu hồi đất ruộng")
    assign_petitions(petition_ids=[petition.pk], to_user=handler, by=head, now=NOW)
    secret = register(kind=PetitionKind.DENUNCIATION)
    assign_petitions(petition_ids=[secret.pk], to_user=handler, by=head, now=NOW)
    exclude(
        matter=secret.matter, users=[make_user("bi.to.cao", (Role.OFFICER, province["SKHCN"]))],
        reason="Bị tố cáo", by=handler, now=NOW,
    )  # fmt: skip
    admin, account = client_of(manager), reverse("account_detail", args=[handler.pk])

    # Counts alone, without the matter with an excluded person.
    shown = admin.get(account).content.decode()
    assert (
        'Đơn đang thụ lý<span class="cell-note">Sở Khoa học và Công nghệ</span></dt><dd>1</dd>'
        in shown
    )
    assert "thu hồi đất" not in shown
    held = Membership.objects.get(user=handler)
    end_role(membership_id=held.pk, last_day=None, reason="Nghỉ việc", by=manager, now=NOW)

    petition.refresh_from_db()
    assert petition.holder == handler
    leader = client_of(head)
    assert "thôi xử lý đơn ở Sở Khoa học và Công nghệ từ ngày 18/11/2026" in (
        leader.get(reverse("notices")).content.decode()
    )
    sent_to = leader.get(reverse("work_holder", args=[handler.pk]))
    assert sent_to["Location"] == f"{reverse('work_unit')}?nguoi={handler.pk}"
    assert "Khiếu nại thu hồi đất ruộng" in leader.get(sent_to["Location"]).content.decode()
    nobody = province.person("officer", "SKHCN")
    assert leader.get(reverse("work_holder", args=[nobody.pk])).status_code == 404
    other = client_of(province.person("head", "XA"))
    assert other.get(reverse("work_holder", args=[handler.pk])).status_code == 404


def test_nobody_is_told_of_who_goes_on_or_holds_nothing(province, register, manager):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    petition = register()
    assign_petitions(petition_ids=[petition.pk], to_user=handler, by=head, now=NOW)
    second = Membership.objects.create(
        user=handler, agency=province["SKHCN"], role=Role.OFFICER, valid_from=LONG_AGO
    )
    end_role(membership_id=second.pk, last_day=None, reason="Thôi trực bàn", by=manager, now=NOW)
    idle = province.person("officer", "SKHCN")
    close_account(user_id=idle.pk, reason="Nghỉ việc", by=manager, now=NOW)
    assert "thôi xử lý đơn" not in client_of(head).get(reverse("notices")).content.decode()
    close_account(user_id=handler.pk, reason="Nghỉ việc", by=manager, now=NOW)
    assert "thôi xử lý đơn" in client_of(head).get(reverse("notices")).content.decode()


def test_who_holds_the_role_of_an_excluded_head_knows_as_little(province, register, manager):
    head, deputy = province.person("head", "SKHCN"), province.person("officer", "SKHCN")
    handler = province.person("handler", "SKHCN")
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    exclude(matter=matter, users=[head], reason="Bị tố cáo", by=handler, now=NOW)
    grant(matter=matter, users=[deputy], reason="Phối hợp", by=handler, now=NOW)

    def sees(on=NOW) -> bool:
        return (
            Matter.objects.visible_to(User.objects.get(pk=deputy.pk)).filter(pk=matter.pk).exists()
        )

    assert sees()
    answer = client_of(manager).post(
        reverse("role_give", args=[deputy.pk]),
        {
            "role": "head", "agency": "LS-SKHCN", "first_day": TODAY.isoformat(),
            "last_day": (TODAY + timedelta(days=3)).isoformat(), "absent": head.username,
            "basis": "Thông báo 5/TB-SKHCN",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    held = Membership.objects.get(user=deputy, stands_in_for=head)
    assert f"giữ thay {head.full_name}" in (
        client_of(manager).get(reverse("account_detail", args=[deputy.pk])).content.decode()
    )
    assert not sees()
    assert people_kept_out([matter.pk], TODAY) == {head.pk, deputy.pk}
    assert people_kept_out([matter.pk], TODAY + timedelta(days=4)) == {head.pk}
    address = reverse("matter_detail", args=[matter.pk])
    assert client_of(deputy).get(address).status_code == 404
    end_role(membership_id=held.pk, last_day=None, reason="Đã về", by=manager, now=NOW)
    assert sees()
    # A role in one's own right is none that stands in.
    give_role(
        user_id=deputy.pk, agency_id=province["SKHCN"].pk, role=Role.HEAD, first_day=TODAY,
        last_day=None, basis="Quyết định 9", by=manager, now=NOW,
    )  # fmt: skip
    assert sees()
