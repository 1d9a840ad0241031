"""Small whole documents as a scanner makes them, and files opened without a process of their own."""

from typing import Any
from unittest.mock import patch

import pytest


def open_files_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers in this process: a new one each time is what takes long."""

    def ask(content: bytes, **told: Any) -> tuple[dict[str, Any], bytes]:
        from PIL import ImageFile

        from records.files import child

        # The typesetter of this process takes cut pictures; the one that opens files does not know it.
        with patch.object(ImageFile, "LOAD_TRUNCATED_IMAGES", False):
            return child.answer(told, content)

    monkeypatch.setattr("records.files.apart._ask", ask)


def scan(
    words: str = "ban quet", *, objects: tuple[str, ...] = (), root: str = "", page: str = ""
) -> bytes:
    """A PDF of one page, right to the byte; `objects` follow from number 5, `root` and `page` are added
    to the catalogue and to the page."""
    drawn = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET"
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
        f"{page} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        *objects,
    ]
    made = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size, start = len(bodies) + 1, len(made)
    made += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return made + f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
