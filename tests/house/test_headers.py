"""Headers of errors, redirects and static files; those of pages: test_access_matrix.py."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.roles import Role
from agencies.views import home
from tests.factories import NOW, PASSWORD, make_agency, make_user
from tests.house.crawl import close_file
from tests.house.headers import faults

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("hỏng")


def test_refusals_and_errors_carry_them(monkeypatch):
    """400, 403, 404, 405, 409, 422, 500, redirects and sign-out."""
    officer = make_user("can.bo", (Role.OFFICER, make_agency("SKHCN")))
    with time_machine.travel(NOW, tick=False):
        client, strict = Client(), Client(enforce_csrf_checks=True)
        client.raise_request_exception = False
        client.force_login(officer)
        new = reverse("password_change")
        bad = {"old_password": "sai", "new_password1": "a", "new_password2": "b"}
        answers = {
            400: client.get("/", HTTP_HOST="evil.example"),
            403: client.get(reverse("user_list")),
            404: client.get("/khong-co-trang-nay/"),
            405: client.get(reverse("factor_remove")),
            409: client.post(reverse("factor_remove"), {"factor": "5"}),
            422: client.post(new, bad),
        }
        assert {status: one.status_code for status, one in answers.items()} == {
            status: status for status in answers
        }
        no_token = strict.post(reverse("login"), {"username": "x", "password": PASSWORD})
        assert no_token.status_code == 403
        monkeypatch.setattr(home, "entries", broken)
        failed = client.get("/")
        assert failed.status_code == 500
        redirected, out = Client().get("/"), client.post(reverse("logout"))
        assert (redirected.status_code, out.status_code) == (302, 302)
        for answer in (*answers.values(), no_token, failed, redirected, out):
            assert faults(answer) == []
        assert out["Clear-Site-Data"] == '"cache", "storage"'


def test_static_files_carry_all_but_the_ban_on_keeping():
    answer = Client().get("/static/app.css")
    close_file(answer)
    assert answer.status_code == 200
    assert [fault.split(":")[0] for fault in faults(answer)] == ["Cache-Control", "Vary"]
