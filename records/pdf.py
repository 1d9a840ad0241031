"""PDF of an official document: nothing is fetched, nothing is attached, one face (ADR 0009)."""

import logging
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from weasyprint import HTML
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


def document(template: str, context: dict[str, Any], drawn: Mapping[str, bytes]) -> bytes:
    """The PDF of `template`. Raises Refused when the official face is not on this machine."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    html = HTML(string=render_to_string(template, context), url_fetcher=OnlyDrawn(drawn))
    laid_out = html.render(font_config=FontConfiguration(), presentational_hints=False)
    pdf: bytes = laid_out.write_pdf()
    if {font.family for font in laid_out.fonts.values()} - {FACE}:
        raise Refused(MISSING_FACE)
    return pdf
