"""Rules about who came: mandates, the list of a group, visitors who give no name. Pure.

Luật Tiếp công dân 2013, art. 29; Nghị định 154/2026/NĐ-CP, art. 12 and 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from complaints import identity
from reception.enums import Capacity, VisitResult
from reception.workflow import GROUP, Objection

MOST_MEMBERS = 500
# Somebody else came; a paper says on whose behalf.
BY_PAPER = frozenset(
    {
        Capacity.AUTHORISED,
        Capacity.LAWFUL_REPRESENTATIVE,
        Capacity.LAWYER,
        Capacity.LEGAL_AID,
    }
)
_PAPERS = {
    Capacity.AUTHORISED: "văn bản ủy quyền",
    Capacity.LAWFUL_REPRESENTATIVE: "giấy tờ chứng minh việc đại diện",
    Capacity.LAWYER: "thẻ luật sư và giấy yêu cầu giúp đỡ về pháp luật hoặc giấy ủy quyền",
    Capacity.LEGAL_AID: "thẻ trợ giúp viên pháp lý và quyết định phân công",
}
_BASIS = "Nghị định 154/2026/NĐ-CP, điều 13"
# What may still be done for a visitor whose mandate cannot be shown: guided to get it, or refused.
WITHOUT_PAPER = frozenset({VisitResult.GUIDED, VisitResult.REFUSED})
# A group without a signed appointment is heard; its petition waits for the paper.
_TAKES_PETITION = frozenset({VisitResult.PETITION, VisitResult.STATEMENT})


def capacity_objections(
    capacity: Capacity, *, is_organisation: bool, has_mandate: bool
) -> Iterator[Objection]:
    """Tư cách người đến fits whose matter it is and whether somebody else came."""
    if capacity == Capacity.SELF and has_mandate:
        yield Objection(
            "capacity", "Có người đến thay thì tư cách không thể là “Tự mình”; hãy chọn lại."
        )
    if capacity == Capacity.SELF and is_organisation:
        yield Objection(
            "capacity", "Cơ quan, tổ chức đến qua người đứng đầu hoặc người được ủy quyền."
        )
    if capacity == Capacity.HEAD_OF_ORGANISATION and not is_organisation:
        yield Objection(
            "capacity",
            "Người đứng đầu đến thay mặt cơ quan, tổ chức; hãy ghi tên cơ quan, tổ chức.",
        )
    if capacity in BY_PAPER and not has_mandate:
        yield Objection("mandate_name", f"Hãy ghi họ tên người đến thay ({_BASIS}).")


def mandate_objections(
    capacity: Capacity,
    *,
    document: str,
    document_date: date | None,
    expires_on: date | None,
    visit_on: date,
    result: VisitResult,
) -> Iterator[Objection]:
    """Giấy tờ đại diện, ủy quyền: shown, begun, not expired on the day of the visit. Without one the
    visitor may still be guided to get it, or refused by point e of art. 4 clause 1."""
    if document_date is not None and document_date > visit_on:
        yield Objection(
            "mandate_date", f"Ngày của giấy tờ không thể sau ngày tiếp {visit_on:%d/%m/%Y}."
        )
    if expires_on is not None and document_date is not None and expires_on < document_date:
        yield Objection(
            "mandate_expires", f"Giấy tờ ngày {document_date:%d/%m/%Y} không thể hết hạn trước đó."
        )
    if capacity not in BY_PAPER or result in WITHOUT_PAPER:
        return
    if not document:
        yield Objection("mandate_document", f"Hãy ghi {_PAPERS[capacity]} ({_BASIS}).")
    elif expires_on is not None and expires_on < visit_on:
        yield Objection(
            "mandate_expires",
            f"Giấy tờ đã hết hạn ngày {expires_on:%d/%m/%Y}, trước ngày tiếp {visit_on:%d/%m/%Y}; "
            "hướng dẫn làm lại giấy tờ thì kết quả là “Hướng dẫn”.",
        )


def member_objections(
    members: Sequence[tuple[str, int | None, str]], head_count: int, this_year: int
) -> Iterator[Objection]:
    """Danh sách người trong đoàn, (name, year of birth, address): not longer than the head-count."""
    if len(members) > MOST_MEMBERS:
        yield Objection(
            "members", f"Danh sách có {len(members)} dòng; ghi nhiều nhất {MOST_MEMBERS} người."
        )
        return
    if len(members) > head_count:
        yield Objection(
            "members",
            f"Danh sách có {len(members)} người nhưng số người cùng đến là {head_count}.",
        )
    for line, (name, year, address) in enumerate(members, start=1):
        if why := _member_refusal(name, year, address, this_year):
            yield Objection("members", f"Dòng {line}: {why}")
            return


def _member_refusal(name: str, year: int | None, address: str, this_year: int) -> str | None:
    if len(name) > identity.LONGEST_NAME or len(address) > identity.LONGEST_ADDRESS:
        return "Họ tên hoặc địa chỉ dài quá."
    return identity.name_refusal(name) or identity.birth_year_refusal(year, this_year)


def appointment_objections(
    head_count: int, *, named: int, signed: bool | None, result: VisitResult
) -> Iterator[Objection]:
    """Văn bản cử người đại diện, signed by all (art. 29): a group that has none yet is heard and
    guided, but its petition is not taken in."""
    if head_count >= GROUP and named and signed is False and result in _TAKES_PETITION:
        yield Objection(
            "appointment_signed",
            "Chưa có văn bản cử người đại diện có chữ ký của tất cả mọi người (Luật Tiếp công dân "
            "2013, điều 29) thì chưa nhận đơn của đoàn; hãy hướng dẫn lập văn bản.",
        )


def anonymity_objections(
    named: Mapping[str, bool], *, result: VisitResult, denounces: bool
) -> Iterator[Objection]:
    """Người không nêu tên: nobody is named, and no petition can be taken in. What is told of a
    breach is kept as information (Luật Tố cáo 2018, art. 25 clause 2) and may be passed on."""
    for field, is_named in named.items():
        if is_named:
            yield Objection(
                field, "Đã chọn “Không nêu tên” thì để trống phần này, hoặc bỏ chọn để ghi tên."
            )
    if result in _TAKES_PETITION:
        basis = " (Luật Tố cáo 2018, điều 25)" if denounces else ""
        yield Objection(
            "result",
            f"Người không nêu tên thì không nhận đơn{basis}; ghi nội dung như thông tin và chọn "
            "kết quả khác.",
        )
    elif result == VisitResult.TRANSFER and not denounces:
        yield Objection(
            "result", "Người không nêu tên thì không chuyển đơn; hãy chọn kết quả khác."
        )
