"""Cùng nơi phát sinh: matters and counts, from three on, never across secrecy or out of sight."""

from datetime import date

import pytest
from django.urls import reverse

from complaints import radar
from complaints.actions.matters import note_fact
from complaints.enums import FactKind, ObjectKind, PetitionKind
from complaints.models import Matter
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SINCE = date(2026, 8, 20)
CONTENT = (
    "Chúng tôi đề nghị dừng thi công kè suối Nà Lầu vì nước tràn vào ruộng lúa của các hộ dân, chưa "
    "có phương án đền bù và chưa lấy ý kiến của người dân trong thôn."
)


@pytest.fixture
def kept(register, province):
    """Registers a petition of some commune, object and number of people."""

    def made(people=2, commune="06526", kind=ObjectKind.PROJECT, about="Kè suối Nà Lầu", **more):
        more.setdefault("content", f"Nội dung riêng của đơn thứ {Matter.objects.count()}.")
        petition = register(**more)
        petition.commune_code, petition.object_kind = commune, kind
        petition.object_reference = about
        petition.save(update_fields=["commune_code", "object_kind", "object_reference"])
        Matter.objects.filter(pk=petition.matter_id).update(people_count=people)
        return petition

    return made


def found(user, by, least=3, **more):
    asked = radar.radar(user, by=by, since=SINCE, least=least, **more)
    return [(p.matters, p.visits, p.people_sum, len(p.agencies), p.linked) for p in asked.places]


def test_three_matters_of_a_project_are_shown_and_two_never(kept, province, register):
    inspector = province.person("inspector", "TTT")
    first = kept(people=4)
    kept(about="KÈ  SUỐI nà lầu")
    assert found(inspector, "project", least=1) == []
    kept(
        about="kè suối Nà Lầu.", agency=province["XA"], by=province.person("handler", "XA"),
    )  # fmt: skip
    note_fact(
        matter=first.matter, kind=FactKind.VISIT, happened_on=date(2026, 11, 17), amount=4,
        sentence="Đoàn 4 người.", reference=None, now=NOW,
    )  # fmt: skip
    assert found(inspector, "project") == [(3, 1, 8, 2, 0)]
    assert found(inspector, "xa") == [(3, 1, 8, 2, 0)]
    # The department sees two of them, which is too few.
    assert found(province.person("officer", "SKHCN"), "project") == []
    # Closed, sealed and older ones are not counted.
    Matter.objects.filter(pk=first.matter_id).update(closed_on=NOW.date())
    kept()
    assert found(inspector, "project") == [(3, 0, 6, 2, 0)]


def test_sealed_petitions_join_nothing(register, province):
    for _ in range(3):
        register(kind=PetitionKind.DENUNCIATION, content=CONTENT)
    register(content=CONTENT)
    assert found(province.person("inspector", "TTT"), "noi_dung") == []


def test_texts_that_are_nearly_the_same(register, province):
    for text in (CONTENT, CONTENT.replace("lúa", "lúa, hoa màu"), f"{CONTENT} Kính mong xem xét."):
        register(content=text)
    register(content="Đề nghị sửa đường liên thôn bị hư hỏng nặng sau mưa lũ tháng chín vừa qua.")
    assert found(province.person("inspector", "TTT"), "noi_dung") == [(3, 0, 3, 1, 0)]


def test_the_page_leads_to_the_matters_and_to_a_flag(kept, province):
    petitions = [kept(summary=f"Kiến nghị về kè, thôn {n}") for n in range(3)]
    client = client_of(province.person("inspector", "TTT"))
    page = reverse("radar") + "?theo=project"
    body = client.get(page).content.decode()
    assert "Kè suối Nà Lầu" in body
    assert "Lý Văn Thành" not in body
    assert client.get(f"{page}&toi_thieu=2").status_code == 422
    price = statements(client, page)
    kept()
    assert statements(client, page) == price <= 15
    newest = f"?theo=project&don={petitions[0].pk}&ngay=90"
    matters = client.get(reverse("radar_matters") + newest).content.decode()
    for petition in petitions:
        assert petition.summary in matters
        assert reverse("hotspot_raise", args=[petition.matter_id]) in matters
    assert "Lý Văn Thành" not in matters
    for asked in ("", "?theo=project&don=x", "?theo=xa", "?ngay=abc"):
        assert (
            "Không có vụ việc nào" in client.get(reverse("radar_matters") + asked).content.decode()
        )
