"""What the storm left: every register whole, every form there once, every number of its own year."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from complaints.models import Petition
from reception.models import Visit
from records.enums import Book
from records.models import IdempotencyKey, RegisterCounter, RegisterEntry
from records.register import check


def told(planned: Sequence[Any], score: Any, again: Sequence[tuple[Any, str]]) -> int:
    """Prints the figures, and gives 1 unless all of them are as they should be."""
    missing, doubles = _broken_numbers()
    keys = [UUID(str(post.fields["key"])) for post in planned if not post.is_undone]
    kept = IdempotencyKey.objects.filter(key__in=keys).count()
    records = [*Visit.objects.all(), *Petition.objects.all()]
    entries = list(RegisterEntry.objects.select_related("agency"))
    years, astray = _years(entries, records)
    elsewhere = sum(not _same_record(post, address) for post, address in again)
    print(
        f"{len(planned)} lượt gửi trong {score.seconds:.1f} giây, {len(planned) - len(keys)} lượt "
        f"hoàn tác, {score.cut} lượt đứt kết nối, {score.kills} lần dừng đột ngột, {score.again} lần "
        f"gửi lại; {kept} hồ sơ, {len(entries)} số; số trùng: {doubles}, số khuyết: {missing}"
    )
    _print_books(entries)
    print(
        f"Trước nửa đêm {years[2026]} số năm 2026, sau nửa đêm {years[2027]} số năm 2027; "
        f"sai năm: {astray}. Gửi lại {len(again)} bản cũ: {elsewhere} ra số khác."
    )
    if score.refused:
        print(f"Không được nhận: {sorted(score.refused)}")
    good = (
        not (missing or doubles or score.refused or astray or elsewhere)
        and kept == len(keys)
        and len(records) == len(entries)
        and set(years) == {2026, 2027}
        and len({entry.book for entry in entries}) >= 3
    )
    return 0 if good else 1


def _broken_numbers() -> tuple[int, int]:
    """(numbers missing, numbers double or beyond their counter) over all books."""
    missing = doubles = 0
    for counter in RegisterCounter.objects.all():
        found = check(agency_id=counter.agency_id, book=Book(counter.book), year=counter.year)
        missing += found.missing + abs(found.counter - found.last)
        doubles += len(found.doubles) + found.entries - len({*_numbers(counter)})
    return missing, doubles


def _numbers(counter: RegisterCounter) -> list[int]:
    entries = RegisterEntry.objects.filter(
        agency_id=counter.agency_id, book=counter.book, year=counter.year
    )
    return list(entries.values_list("number", flat=True))


def _years(entries: Sequence[RegisterEntry], records: Sequence[Any]) -> tuple[Counter[int], int]:
    """Numbers of each year, and how many do not bear the year in Viet Nam at which they were given,
    or another number than their record."""
    by_subject = {entry.subject_id: entry for entry in entries}
    astray = sum(timezone.localtime(e.registered_at).year != e.year for e in entries)
    for record in records:
        entry = by_subject.get(record.pk)
        if entry is None or (entry.number, entry.year) != (record.number, record.year):
            astray += 1
    return Counter(entry.year for entry in entries), astray


def _same_record(post: Any, address: str) -> bool:
    """True when a form sent once more led to the record it had made."""
    key = IdempotencyKey.objects.get(key=UUID(str(post.fields["key"])))
    if key.subject_kind == "visit":
        return str(key.subject_id) in address
    return str(Petition.objects.get(pk=key.subject_id).matter_id) in address


def _print_books(entries: Sequence[RegisterEntry]) -> None:
    counted = Counter((Book(entry.book).label, entry.year) for entry in entries)
    keepers = Counter(
        (book, year)
        for book, year, _agency in {(Book(e.book).label, e.year, e.agency_id) for e in entries}
    )
    for (book, year), numbers in sorted(counted.items()):
        print(f"  {book} năm {year}: {numbers} số ở {keepers[book, year]} cơ quan")
