"""Tên cũ của địa danh: rows of a CSV file, all of them or none."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from agencies.refusals import Refused
from agencies.vietnamese import fold, tidy
from complaints import places
from complaints.models import PlaceAlias

COLUMNS = ("ten_cu", "ma_xa", "nguon")
_MOST_SAID = 20


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One old name with the commune of today in which it lies, and the text that says so."""

    old_name: str
    commune: places.Commune
    source: str


def read_aliases(lines: Iterable[str]) -> list[AliasRow]:
    """Rows of a CSV with the columns ten_cu, ma_xa, nguon and, to compare, xa.

    Raises Refused with every bad row and the number of its line."""
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise Refused(f"Tệp thiếu cột: {', '.join(missing)}.")
    found, wrong = [], []
    try:
        for row in reader:
            # A quoted cell may run over several lines: the number is that of the last one.
            told = _row(row)
            if isinstance(told, str):
                wrong.append(f"Dòng {reader.line_num}: {told}")
            else:
                found.append(told)
    except csv.Error:
        # The reader counts lines that it has read whole.
        raise Refused(f"Dòng {reader.line_num + 1}: không đọc được như một dòng CSV.") from None
    if wrong:
        more = f"\n… và {len(wrong) - _MOST_SAID} dòng khác." if len(wrong) > _MOST_SAID else ""
        raise Refused("\n".join(wrong[:_MOST_SAID]) + more)
    return found


def _row(row: Mapping[str | None, str | None]) -> AliasRow | str:
    """The row, or why it is refused."""
    if None in row:
        return "có nhiều ô hơn số cột."
    old, code, source = (tidy(row.get(name) or "") for name in COLUMNS)
    named = tidy(row.get("xa") or "")
    if not old or not source:
        return "phải ghi tên cũ (ten_cu) và văn bản sắp xếp (nguon)."
    if len(old) > 120 or len(source) > 200:
        return "tên cũ dài quá 120 ký tự hoặc nguồn dài quá 200 ký tự."
    commune = places.communes().get(code.zfill(5)) if code.isascii() and code.isdigit() else None
    if commune is None:
        return f"mã xã “{code}” không có trong danh mục xã, phường hiện nay."
    if named and fold(named) != fold(commune.name):
        return f"mã {commune.code} là {commune.name}, không phải {named}."
    return AliasRow(old, commune, source)


@transaction.atomic
def load_aliases(rows: Iterable[AliasRow]) -> tuple[int, int]:
    """Stores the rows; (new, known already). Loading the same file again changes nothing."""
    new = known = 0
    for row in rows:
        _alias, made = PlaceAlias.objects.update_or_create(
            folded=fold(row.old_name),
            commune_code=row.commune.code,
            defaults={
                "old_name": row.old_name,
                "commune": row.commune.name,
                "source": row.source,
            },
        )
        new, known = new + made, known + (not made)
    return new, known
