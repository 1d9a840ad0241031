"""Rows of the matrix of the search: a saved filter of the officer of the department."""

from typing import Any

from records.models import SavedFilter
from tests.factories import NOW


def rows(province: Any, found: dict[str, object]) -> dict[str, object]:
    officer = province.person("officer", "SKHCN")
    saved = SavedFilter.objects.create(
        user=officer, page="search", name="Đơn của tháng", query="loai=petition", saved_at=NOW
    )
    return {"saved_filter": saved}
