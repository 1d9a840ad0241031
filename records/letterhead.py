"""Head and foot of an official document: Decree 30/2020/NĐ-CP, appendix I; Party bodies by Guidance
36-HD/VPTW. Which name stands where, who signs, who receives."""

from dataclasses import dataclass
from datetime import date

from agencies.enums import Level
from agencies.models import Agency
from records.wording import dated

# People's committees stand alone on their letterhead; other bodies stand under the one they serve.
_STANDS_ALONE = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
_COMMITTEE = "Ủy ban nhân dân"
_COMMITTEES = ("Đảng ủy", "Huyện ủy", "Thành ủy", "Thị ủy", "Quận ủy", "Chi bộ")
_ORGANISATIONS = {
    "Tỉnh ủy": "Đảng bộ tỉnh",
    "Thành ủy": "Đảng bộ thành phố",
    "Đảng ủy": "Đảng bộ",
}
_SIGNERS: dict[Level, tuple[str, ...]] = {
    Level.PROVINCE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    Level.DISTRICT: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    Level.COMMUNE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    Level.PROVINCE_INSPECTORATE: ("CHÁNH THANH TRA",),
    Level.RECEPTION_BOARD: ("TRƯỞNG BAN",),
    Level.DEPARTMENT: ("GIÁM ĐỐC",),
    Level.UNIT: ("THỦ TRƯỞNG ĐƠN VỊ",),
    Level.PARTY: ("T/M ĐẢNG ỦY", "BÍ THƯ"),
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is printed around the text. `to`: those after “Kính gửi”; empty when nobody is above.

    `given`: the number itself; empty leaves room for it to be written by hand.
    """

    party: bool
    superior: str
    issuer: tuple[str, ...]
    number: tuple[str, str]
    place_and_date: str
    to: tuple[str, ...]
    signer: tuple[str, ...]
    copies: tuple[str, ...]
    given: str = ""

    @property
    def number_line(self) -> str:
        """The number as it is read: “Số:      /BC-TTr”; it is given when the document is issued."""
        return f"{self.number[0]} {self.number[1]}"


def letterhead(agency: Agency, on: date) -> Letterhead:
    """The letterhead of a report of `agency` written on the day `on`."""
    party = Level(agency.level) is Level.PARTY
    to, copies = _addressees(agency, on), _copies(agency, party=party)
    return letterhead_of(agency, on, letters="BC", to=to, copies=copies)


def letterhead_of(
    agency: Agency,
    on: date,
    *,
    letters: str,
    to: tuple[str, ...] = (),
    copies: tuple[str, ...] = (),
    given: str = "",
    signer: tuple[str, ...] = (),
) -> Letterhead:
    """The letterhead of any document: `letters` of its kind, who gets it, in which capacity it is
    signed (by the head unless said otherwise)."""
    level = Level(agency.level)
    party = level is Level.PARTY
    alone = level in _STANDS_ALONE or agency.parent is None
    symbol = symbol_of(agency, letters)
    above = "" if alone else agency.parent.name
    return Letterhead(
        party=party,
        superior=(party_above(above, agency.name) if party else _abbreviated(above)).upper(),
        issuer=_lines((agency.name if alone or party else agency.short_name).upper()),
        number=("Số", f"-{symbol}") if party else ("Số:", f"/{symbol}"),
        place_and_date=dated(agency.place, on),
        to=to,
        signer=signer or _SIGNERS[level],
        copies=copies,
        given=given,
    )


def chief_lines(agency: Agency) -> tuple[str, ...]:
    """The capacity of the head of `agency`: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH, GIÁM ĐỐC."""
    return _SIGNERS[Level(agency.level)]


def signing_lines(agency: Agency, title: str) -> tuple[str, ...]:
    """The capacity over a head's signature; a deputy signs for the head: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC
    (Nghị định 30/2020/NĐ-CP, art. 13 clause 1)."""
    *on_behalf, head = _SIGNERS[Level(agency.level)]
    if title.lower().startswith("phó"):
        return (*on_behalf, f"KT. {head}", title.upper())
    return (*on_behalf, head)


def symbol_of(agency: Agency, letters: str) -> str:
    """The letters after the number: “TB-BTCD”; of a Party body “TB/ĐU”."""
    between = "/" if Level(agency.level) is Level.PARTY else "-"
    # A letter (công văn) has no letters of its kind: its symbol begins with the agency.
    return f"{letters}{between}{agency.symbol}" if letters else agency.symbol


def party_above(name: str, issuer: str) -> str:
    """A committee stands under the party organisation above it (“Đảng bộ tỉnh Phú Thọ”), an office of
    a committee under the committee itself (Hướng dẫn 36-HD/VPTW)."""
    if not issuer.startswith(_COMMITTEES):
        return name
    for committee, organisation in _ORGANISATIONS.items():
        if name.startswith(committee):
            return name.replace(committee, organisation, 1)
    return name


def _lines(issuer: str) -> tuple[str, ...]:
    """A People's Committee in two lines: ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN."""
    committee = _COMMITTEE.upper()
    if issuer.startswith(committee + " "):
        return committee, issuer.removeprefix(committee + " ")
    return (issuer,)


def _abbreviated(name: str) -> str:
    """The usual abbreviation of a superior: “UBND tỉnh Lạng Sơn”."""
    return name.replace(_COMMITTEE, "UBND", 1) if name.startswith(_COMMITTEE) else name


def _addressees(agency: Agency, on: date) -> tuple[str, ...]:
    """Those above: the superior and the inspectorate that consolidates for it."""
    if agency.parent is None:
        return ()
    watchers = agency.parent.overseen_by.exclude(pk=agency.pk).in_force(on)
    return (agency.parent.name, *(watcher.name for watcher in watchers.order_by("sort_key")))


def _copies(agency: Agency, *, party: bool) -> tuple[str, ...]:
    above = ("Như trên;",) if agency.parent else ()
    keep = "Lưu Văn phòng." if party else "Lưu: VT, TCD."
    return (*above, "Lãnh đạo cơ quan;", keep)
