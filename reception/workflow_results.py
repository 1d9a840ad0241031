"""Rules about what came of a visit: each result keeps what the law asks to be kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reception import refusal_law
from reception.enums import RefusalGround, StatementConfirmed, VisitResult
from reception.workflow import Objection


def account_objections(
    result: VisitResult, *, note: str, directed_to: str, prefix: str = ""
) -> Iterator[Objection]:
    """Kết quả nói đủ: where to for a transfer (column 11 of form 03/TCD), where to or how for
    guidance (column 10), the answer itself when it was given on the spot (art. 28 clause 1)."""
    if result == VisitResult.TRANSFER and not directed_to:
        yield Objection("directed_to", f"{prefix}Hãy ghi cơ quan có thẩm quyền được chuyển đến.")
    if result == VisitResult.GUIDED and not (directed_to or note):
        yield Objection(
            "result_note", f"{prefix}Hãy ghi đã hướng dẫn thế nào hoặc đến cơ quan nào."
        )
    if result == VisitResult.ANSWERED and not note:
        yield Objection("result_note", f"{prefix}Hãy ghi nội dung đã giải thích, trả lời tại chỗ.")


def statement_objections(result: VisitResult, *, confirmed: str, note: str) -> Iterator[Objection]:
    """Văn bản ghi lời trình bày: read back, then signed, fingerprinted, or declined with a note
    (Nghị định 154/2026/NĐ-CP, art. 14 clause 1)."""
    if confirmed and confirmed not in StatementConfirmed.values:
        yield Objection("statement_confirmed", "Cách xác nhận không có trong danh mục.")
    elif result == VisitResult.STATEMENT and not confirmed:
        yield Objection(
            "statement_confirmed",
            "Hãy đọc lại cho công dân nghe và ghi đã ký, điểm chỉ hay không ký "
            "(Nghị định 154/2026/NĐ-CP, điều 14 khoản 1).",
        )
    elif confirmed == StatementConfirmed.DECLINED and not note:
        yield Objection("result_note", "Công dân không ký thì hãy ghi rõ việc đó.")


def refusal_objections(
    result: VisitResult, *, ground: RefusalGround | None, explanation: str, visit_on: date
) -> Iterator[Objection]:
    """Từ chối tiếp: exactly with a ground in force that day, and with what was explained (art. 9;
    Nghị định 154/2026/NĐ-CP, art. 4)."""
    if result != VisitResult.REFUSED:
        if ground is not None:
            yield Objection(
                "result", "Có căn cứ từ chối thì kết quả phải là “Từ chối tiếp”; nếu không, hãy bỏ."
            )
        return
    if ground is None:
        yield Objection("refusal_ground", "Hãy chọn căn cứ từ chối tiếp trong danh mục của luật.")
        return
    if ground not in refusal_law.grounds_on(visit_on):
        yield Objection(
            "refusal_ground",
            f"Ngày {visit_on:%d/%m/%Y} chưa có căn cứ này: {refusal_law.citation(ground)} có hiệu "
            f"lực từ {refusal_law.DECREE_SINCE:%d/%m/%Y}.",
        )
    if not explanation:
        yield Objection(
            "refusal_explanation", "Hãy ghi lý do từ chối như đã giải thích cho công dân."
        )


def further_objections(
    *,
    is_secret: bool,
    denounces: bool,
    refuses: bool,
    joins: tuple[bool, ...],
    named: bool,
) -> Iterator[Objection]:
    """Nội dung khác trình bày cùng lượt: open contents of an open visit (Nghị định 154/2026/NĐ-CP,
    art. 14 clause 4). `joins`: of each existing matter chosen, whether it is another one of this
    agency's open register; `named`: each has a title and a content."""
    if is_secret:
        yield Objection(
            "further",
            "Lượt tiếp kín chỉ ghi một nội dung; nội dung khác ghi thành lượt tiếp riêng.",
        )
    if denounces:
        yield Objection(
            "further",
            "Nội dung tố cáo phải ghi thành lượt tiếp riêng, vào sổ kín; hãy bỏ khỏi lượt này.",
        )
    if refuses:
        yield Objection(
            "further", "Từ chối tiếp chỉ ghi cho nội dung chính của lượt; hãy ghi thành lượt riêng."
        )
    if not all(joins):
        yield Objection(
            "further",
            "Mỗi vụ việc chỉ ghi một lần trong lượt và phải ở sổ thường của cơ quan mình.",
        )
    if not named:
        yield Objection(
            "further", "Mỗi nội dung khác cần có tóm tắt vụ việc và nội dung trình bày."
        )
