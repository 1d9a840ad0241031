"""Search and the progress of a job, through the door."""

from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import Agency, User
from records.enums import JobState
from records.models import Job
from tests.factories import NOW, PASSWORD, Province

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    """Through the door: the POST keeps the moment of signing in, later GETs write nothing."""
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


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
