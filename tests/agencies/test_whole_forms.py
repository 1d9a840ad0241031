"""A form that was cut off on its way never reaches a view."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from agencies.middleware import whole_forms

FORM = "application/x-www-form-urlencoded"


def answer(body: bytes, announced: str, content_type: str = FORM, method: str = "POST") -> int:
    request = WSGIRequest(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": "/tiep-cong-dan/ban-tiep/",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": announced,
            "wsgi.input": BytesIO(body),
        }
    )
    return whole_forms(lambda _request: HttpResponse())(request).status_code


@pytest.mark.parametrize(
    ("body", "announced", "content_type", "method"),
    [
        (b"noi_dung=du", "11", FORM, "POST"),
        (b"", "", FORM, "POST"),
        (b"", "0", FORM, "POST"),
        (b"", "9", FORM, "GET"),
        (b"half", "9", "multipart/form-data; boundary=x", "POST"),
    ],
)
def test_whole_ones_pass(body, announced, content_type, method):
    assert answer(body, announced, content_type, method) == 200


def test_half_a_form_is_refused():
    assert answer(b"noi_dung=mot+nu", "40") == 400
