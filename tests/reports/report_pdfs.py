"""Reports rendered once for several tests: laying out a PDF is the slow part."""

import io
from collections.abc import Callable

import pikepdf

from agencies.models import Agency
from reports.files import statutory_pdf
from reports.files.so_lieu import SO_LIEU
from reports.models import Report
from tests.reports.statutory_figures import report_of

_MADE: dict[str, bytes] = {}


def units_of(agency: Agency) -> list[tuple[str, str, str]]:
    """A province in small: two departments, two communes."""
    departments = [
        (f"LS-S{n}", name, "department")
        for n, name in enumerate(("Sở Nông nghiệp và Môi trường", "Sở Tài chính"))
    ]
    communes = [
        (f"LS-X{n}", f"Ủy ban nhân dân xã {name}", "commune")
        for n, name in enumerate(("Hữu Lũng", "Tân Thanh"))
    ]
    return [(agency.code, agency.name, str(agency.level)), *departments, *communes]


def once(name: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of this name, made when first asked for."""
    if name not in _MADE:
        _MADE[name] = make()
    return _MADE[name]


def unit_report(agency: Agency) -> Report:
    return report_of(agency)


def unit_pdf(agency: Agency) -> bytes:
    """The draft of one unit."""
    return once("unit", lambda: statutory_pdf(report_of(agency)))


def issued_pdf(agency: Agency) -> bytes:
    """The report of a body with units below, with a number."""
    report = report_of(agency, units_of(agency))
    return once("issued", lambda: statutory_pdf(report, given="12"))


def attached(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments.keys()) == [SO_LIEU]
        return opened.attachments[SO_LIEU].get_file().read_bytes()


def with_data(pdf: bytes, content: bytes) -> bytes:
    """The same pages with other data attached."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.attachments[SO_LIEU]
        opened.attachments[SO_LIEU] = pikepdf.AttachedFileSpec(opened, content, filename=SO_LIEU)
        opened.save(kept)
    return kept.getvalue()
