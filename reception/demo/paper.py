"""Sheets of the emergency register after a morning without power, and an old register brought in."""

import io
import random
from datetime import datetime, timedelta

import xlsxwriter

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import at, working_days
from complaints.demo.citizens import citizen, home
from complaints.demo.places import Desk, desks
from complaints.demo.subjects import subject
from complaints.enums import Field, PetitionKind
from reception.actions import paper, stock
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitOrigin, VisitResult
from reception.models import PaperSheet
from reception.stock.petitions import COLUMNS
from records.enums import Book

_PRINTED_BEFORE = timedelta(days=20)
_OLD_CASES = 9


def keep_paper(*, order: DemoOrder, now: datetime) -> None:
    """Ten sheets in the drawer, two used when the power failed, one spoilt; sealed ones apart."""
    chance = order.chance("paper")
    here = min(now, at(order.until, 700))
    officer = User.objects.get(username="tiepdan.ls")
    desk = next(desk for desk in desks(staffed_only=True) if desk.officer.pk == officer.pk)
    sheets = paper.print_sheets(
        agency=desk.agency, book=Book.VISITS, count=10, by=officer, now=here - _PRINTED_BEFORE
    )
    dark = [day for day in working_days(order.until, back=10) if day < order.until][-1]
    for minute, sheet in zip((95, 130), sheets, strict=False):
        _enter(desk, sheet, at(dark, minute), chance, here)
    paper.void_sheet(sheet_id=sheets[2].pk, reason="In lệch, mất dòng", by=officer, now=here)
    _seal(here)
    _bring_in(desk, order.until.year - stock.YEARS_BACK, chance, here)
    order.say("Đã lập sổ giấy dự phòng và nhập sổ đơn cũ.")


def _enter(
    desk: Desk, sheet: PaperSheet, arrived: datetime, chance: random.Random, now: datetime
) -> None:
    address, place = home(chance, desk.homes)
    told = subject(chance, PetitionKind.RECOMMENDATION, place, address.split(",")[0])
    visit = register_visit(
        agency=desk.agency, arrived_at=arrived, petitioner=citizen(chance, address), head_count=1,
        content=told.content, request=told.request, tension=Tension.CALM,
        result=VisitResult.ANSWERED, result_note="Đã giải thích quy định.", settled_by="",
        is_first_time=True, kind=told.kind, field=told.field, title=told.title, locality=place,
        origin=VisitOrigin.PAPER, late_reason=f"Mất điện; nhập từ {str(sheet).lower()}",
        by=desk.officer, now=now,
    )  # fmt: skip
    paper.note_entered(sheet_id=sheet.pk, visit=visit, by=desk.officer, now=now)


def _seal(now: datetime) -> None:
    custodian = User.objects.get(username="giumat.skhcn")
    agency = Agency.objects.get(code="LS-SKHCN")
    first, *_ = paper.print_sheets(
        agency=agency, book=Book.SEALED_VISITS, count=3, by=custodian, now=now - _PRINTED_BEFORE
    )
    paper.void_sheet(sheet_id=first.pk, reason="Bị ướt", by=custodian, now=now)


def _bring_in(desk: Desk, year: int, chance: random.Random, now: datetime) -> None:
    """The petitions of a year before the product, all of them done with."""
    kept, _checked = stock.keep_checked(
        agency=desk.agency, book=Book.PETITIONS, year=year, file_name=f"so-don-{year}.xlsx",
        content=_old_register(desk, year, chance), by=desk.handler, now=now,
    )  # fmt: skip
    if kept is not None:
        stock.import_stock(stock_id=kept.pk, by=desk.handler, now=now)


def _old_register(desk: Desk, year: int, chance: random.Random) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(year, 12, 31)})  # noqa: DTZ001 - the same file each time
    sheet = book.add_worksheet("Sổ đơn")
    sheet.write_row(0, 0, [column.title for column in COLUMNS])
    for row in range(1, _OLD_CASES + 1):
        line = _old_case(desk, year, row, chance)
        sheet.write_row(row, 0, [line.get(column.key, "") for column in COLUMNS])
    book.close()
    return target.getvalue()


def _old_case(desk: Desk, year: int, row: int, chance: random.Random) -> dict[str, str]:
    address, place = home(chance, desk.homes)
    kind = chance.choice((PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION))
    told = subject(chance, kind, place, address.split(",")[0])
    return {
        "number": str(row + row // 4),
        "on": f"{chance.randint(4, 27):02d}/{row:02d}/{year}",
        "source": "Bưu chính",
        "name": citizen(chance, address).full_name,
        "address": address,
        "content": told.content,
        "kind": str(kind.label),
        "field": str(Field(told.field).label),
        "place": place,
        "state": "Đã giải quyết",
        "outcome": "Thụ lý giải quyết",
        "processed": f"{chance.randint(4, 12):02d}/{row + 1:02d}/{year}",
        "note": f"Thông báo thụ lý số {row:02d}/TB-BTCD",
        "resolved": f"{chance.randint(13, 27):02d}/{row + 2:02d}/{year}",
        "resolution": f"Văn bản số {chance.randint(20, 90)}/BTCD-XLĐ trả lời công dân.",
    }
