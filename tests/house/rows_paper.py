"""A sheet of the department's emergency register, and a register of last year that waits."""

from reception.actions.paper import print_sheets
from reception.actions.stock import keep_checked
from records.enums import Book
from tests.factories import NOW, Province
from tests.reception.stock_files import VISIT, visits_file


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home = province["SKHCN"]
    sheets = print_sheets(
        agency=home, book=Book.VISITS, count=2, by=province.person("officer", "SKHCN"), now=NOW
    )
    stock, _checked = keep_checked(
        agency=home, book=Book.VISITS, year=2025, file_name="so-2025.xlsx",
        content=visits_file({**VISIT, "on": "06/01/2025", "told": "10/01/2025"}),
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"sheet": sheets[0], "stock": stock}
