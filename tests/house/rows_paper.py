"""A sheet of the department's emergency register."""

from reception.actions.paper import print_sheets
from records.enums import Book
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer = province.person("officer", "SKHCN")
    sheets = print_sheets(agency=province["SKHCN"], book=Book.VISITS, count=2, by=officer, now=NOW)
    return {"sheet": sheets[0]}
