"""The same document is typeset once: what is asked of many people is the page, not the printer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from weasyprint import HTML

from records import typesetting

_OPTIONS = ("pdf_variant",)


class _LaidOut:
    """Stands for a document that was typeset before from the same text, pictures and options."""

    def __init__(self, laid_out: Any) -> None:
        self.fonts, self._laid_out = laid_out.fonts, laid_out
        self._printed: bytes | None = None

    def write_pdf(self, **options: Any) -> bytes:
        if options.get("attachments"):
            return bytes(self._laid_out.write_pdf(**options))
        if self._printed is None:
            self._printed = self._laid_out.write_pdf(**options)
        return self._printed


@contextmanager
def printed_once() -> Iterator[None]:
    """Inside, equal HTML with equal pictures gives the document that was made first, and so do equal data
    of an equal program of the other typesetter."""
    made: dict[object, _LaidOut] = {}
    set_before: dict[object, bytes] = {}
    set_anew = typesetting._set

    class Once:
        def __init__(self, *, string: str, url_fetcher: Any) -> None:
            self.string, self.fetcher = string, url_fetcher

        def render(self, **options: Any) -> _LaidOut:
            drawn = tuple(sorted(self.fetcher._drawn.items()))
            key = self.string, drawn, tuple(options.get(name) for name in _OPTIONS)
            if key not in made:
                html = HTML(string=self.string, url_fetcher=self.fetcher)
                made[key] = _LaidOut(html.render(**options))
            return made[key]

    def once(program: str, fonts: str, data: dict[str, Any], standard: str = "") -> bytes:
        key = program, fonts, json.dumps(data), standard
        if key not in set_before:
            set_before[key] = set_anew(program, fonts, data, standard)
        return set_before[key]

    with patch("records.pdf.HTML", Once), patch("records.typesetting._set", once):
        yield
