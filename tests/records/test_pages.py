"""Search and the progress of a job, through the door."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import Agency, User
from agencies.vietnamese import fold
from records.enums import JobState
from records.models import Job, SearchRow
from tests.factories import NOW, PASSWORD, Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return Province()


def signed_in(user: User) -> Client:
    """Through the door: the POST keeps the moment of signing in, later GETs write nothing."""
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


def row(agency: Agency, label: str, day: date = date(2026, 11, 2)) -> SearchRow:
    return SearchRow.objects.create(
        agency=agency,
        scope_path=agency.path,
        subject_kind="matter",
        subject_id=uuid4(),
        label=label,
        text=fold(label),
        on_date=day,
    )


def test_search_finds_without_accents_in_own_agency_only(province: Province) -> None:
    mine = row(province["SKHCN"], "Vụ việc: Kiến nghị sửa đường ở Kỳ Lừa")
    row(province["XA"], "Vụ việc: Kiến nghị khác ở Kỳ Lừa")

    answer = signed_in(province.person("officer", "SKHCN")).get("/tra-cuu/?q=ky lua")

    assert [found["row"] for found in answer.context["rows"]] == [mine]
    page = answer.content.decode()
    assert "Có 1 hồ sơ khớp “ky lua”." in page
    assert "02/11/2026" in page


def test_search_answers_htmx_with_the_rows_alone(province: Province) -> None:
    row(province["SKHCN"], "Vụ việc: Trại lợn")

    answer = signed_in(province.person("officer", "SKHCN")).get(
        "/tra-cuu/?q=trai lon", headers={"HX-Request": "true"}
    )

    assert "<html" not in answer.content.decode()
    assert "Vụ việc: Trại lợn" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "title"),
    [("", "Gõ ít nhất một từ để tra cứu"), ("khong-co-gi", "Không có hồ sơ nào khớp")],
)
def test_search_says_what_to_do_when_nothing_is_there(
    province: Province, asked: str, title: str
) -> None:
    page = signed_in(province.person("officer", "SKHCN")).get("/tra-cuu/", {"q": asked})

    assert title in page.content.decode()


def test_search_does_not_break_the_page_with_what_was_typed(province: Province) -> None:
    page = signed_in(province.person("officer", "SKHCN")).get(
        "/tra-cuu/", {"q": "<script>alert(1)</script>"}
    )

    assert "<script>alert" not in page.content.decode()


def make_job(agency: Agency, **fields: object) -> Job:
    return Job.objects.create(
        kind="weekly_report",
        effect_key=str(uuid4()),
        agency=agency,
        scope_path=agency.path,
        asked_at=NOW,
        **fields,
    )


def test_open_job_asks_again_every_two_seconds(province: Province) -> None:
    job = make_job(province["SKHCN"], state=JobState.RUNNING, progress=40)

    page = signed_in(province.person("head", "SKHCN")).get(f"/viec/{job.pk}/").content.decode()

    assert f'hx-get="/viec/{job.pk}/" hx-trigger="every 2s"' in page
    assert "Đã làm 40 %" in page


def test_finished_job_leads_to_the_reports_and_stops_asking(province: Province) -> None:
    job = make_job(province["SKHCN"], state=JobState.DONE, progress=100, finished_at=NOW)

    page = signed_in(province.person("head", "SKHCN")).get(
        f"/viec/{job.pk}/", headers={"HX-Request": "true"}
    )

    text = page.content.decode()
    assert "hx-trigger" not in text
    assert "Đã xong lúc 09:30 ngày 18/11/2026." in text
    assert "Mở danh sách báo cáo" in text


def test_failed_job_says_why_in_one_sentence(province: Province) -> None:
    job = make_job(
        province["SKHCN"], state=JobState.FAILED, finished_at=NOW, error="Chưa có số liệu tuần này."
    )

    page = signed_in(province.person("head", "SKHCN")).get(f"/viec/{job.pk}/").content.decode()

    assert "Chưa có số liệu tuần này." in page


def test_job_of_another_agency_is_not_there(province: Province) -> None:
    job = make_job(province["XA"], state=JobState.RUNNING)

    answer = signed_in(province.person("head", "SKHCN")).get(f"/viec/{job.pk}/")

    assert answer.status_code == 404
