"""PDF of an official document: nothing is fetched, one face (ADR 0009), PDF/A-3 where it is kept with
its data (ADR 0027)."""

import logging
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from agencies.refusals import Refused

FACE = "Liberation Serif"
MISSING_FACE = (
    f"Máy chủ thiếu phông chữ {FACE} đủ chữ tiếng Việt nên chưa lập được văn bản; hãy cài gói "
    "fonts-liberation2 rồi làm lại."
)
# What the product draws itself is named by this scheme; every other address stops the document.
DRAWN = "drawn:"


class _Thread(threading.local):
    """What one thread keeps between documents: a font configuration for each document is never given
    back and costs a worker 0.3 MB a report. It may be shared because no document brings a face."""

    @cached_property
    def fonts(self) -> FontConfiguration:
        return FontConfiguration()


_thread = _Thread()


class OnlyDrawn(URLFetcher):
    """Answers for pictures drawn by the product and refuses everything else, files included."""

    def __init__(self, drawn: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._drawn = drawn

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(DRAWN)
        if not url.startswith(DRAWN) or name not in self._drawn:
            raise FatalURLFetchingError("a document asked for something from outside")
        return URLFetcherResponse(url, self._drawn[name], {"Content-Type": "image/svg+xml"})


# PDF/A-3, level A: tagged, every face embedded, and the only one of the family that carries data.
ARCHIVAL = "pdf/a-3a"


def document(
    template: str,
    context: dict[str, Any],
    drawn: Mapping[str, bytes],
    *,
    archival: bool = False,
    attached: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """The PDF of `template`. Raises Refused when the official face is not on this machine.

    `archival`: PDF/A-3 with tags. `attached`: data that go with it, by file name, made at `made_at`;
    nothing that the template asks for is ever attached.
    """
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    html = HTML(string=render_to_string(template, context), url_fetcher=OnlyDrawn(drawn))
    options: dict[str, Any] = {"pdf_variant": ARCHIVAL} if archival else {}
    laid_out = html.render(font_config=_thread.fonts, presentational_hints=False, **options)
    if attached:
        options["attachments"] = [
            Attachment(
                string=content, name=name, created=made_at, modified=made_at, relationship="Data"
            )
            for name, content in attached.items()
        ]
    pdf: bytes = laid_out.write_pdf(**options)
    if {font.family for font in laid_out.fonts.values()} - {FACE}:
        raise Refused(MISSING_FACE)
    return pdf
