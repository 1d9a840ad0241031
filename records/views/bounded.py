"""A request that announces more than any form may hold is answered before its body is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_MOST_FILES = 3
_MB = 1024 * 1024


def bounded_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Middleware: 413 with the sentence; the connection ends, for the rest of the body is on its way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = _MOST_FILES * settings.MAX_UPLOAD_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not announced.isdigit() or int(announced) <= most:
            return get_response(request)
        limit = settings.MAX_UPLOAD_BYTES // _MB
        sentence = f"Nội dung gửi lên quá lớn; mỗi tệp tối đa {limit} MB. Hãy quay lại và chọn tệp nhỏ hơn."
        answer = render(None, "errors/too_large.html", {"sentence": sentence}, status=413)
        answer.headers["Connection"] = "close"
        return answer

    return middleware
