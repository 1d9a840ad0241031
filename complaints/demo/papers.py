"""Papers of running cases at every state: drafted, submitted, sent back, approved, issued and sent."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.actions.paper_forms import confirm_form
from complaints.actions.paper_sends import send_paper
from complaints.actions.papers import SignedBy, draft_paper, move_paper
from complaints.demo.places import Desk, desk_of
from complaints.enums import PetitionKind, PetitionState, Secrecy, SendWay
from complaints.models import CasePaper, Petition
from complaints.papers.flow import Move
from complaints.papers.form import AskKind
from complaints.papers.registry import forms
from complaints.papers.said import as_kept, first_answers
from complaints.papers.signing import capacity_of
from complaints.papers.values import values_of
from complaints.procedure.names import Stage

_DESKS = ("LS-BTCD", "LS-SKHCN")
_RUNNING = (Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED)
_COMPLAINTS, _DENUNCIATIONS, _WEEK = 10, 2, 7
_COMPARED = "tt05-01"
_ISSUED = (Move.SUBMIT, Move.APPROVE, Move.ISSUE)
_BY_HEAD = frozenset({Move.APPROVE, Move.RETURN})
# Form, what the case does not say, and how far it went.
_TOLD: tuple[tuple[str, Mapping[str, Any], tuple[Move, ...]], ...] = (
    ("124-03", {}, _ISSUED),
    (
        "124-07",
        {
            "noi_cung_cap": "Văn phòng đăng ký đất đai",
            "noi_nhan": "Bộ phận văn thư của cơ quan",
            "doi_tuong_khieu_nai": "việc đo đạc, ghi diện tích trong giấy chứng nhận",
            "yeu_cau": "Hồ sơ cấp giấy chứng nhận.\nBản đồ địa chính và sổ mục kê qua các thời kỳ.",
        },
        (Move.SUBMIT,),
    ),
    (
        "124-05",
        {"thi_hanh": "Chánh Văn phòng", "so_ngay": 20, "doan": ["Lý Thị Thu Hương|Chuyên viên|Tổ trưởng"]},
        (Move.SUBMIT, Move.RETURN),
    ),
    ("124-03", {}, (Move.SUBMIT, Move.APPROVE)),
    ("124-14", {}, ()),
)  # fmt: skip
# What is written while a complaint waits: the sheet that proposes, two notices in the making.
_BEFORE: tuple[tuple[str, tuple[Move, ...]], ...] = (
    (_COMPARED, _ISSUED),
    ("124-03", (Move.SUBMIT,)),
    ("124-03", ()),
)
_BACK = "Bổ sung thành viên thứ hai của Tổ xác minh."


def tell_papers(order: DemoOrder, now: datetime) -> None:
    """Papers of the cases in work, drafts at two desks for what waits; one form was compared."""
    chance = order.chance("papers")
    for turn, petition in enumerate(_in_work(PetitionKind.COMPLAINT, _COMPLAINTS)):
        _paper(petition, *_TOLD[turn % len(_TOLD)], chance, now)
    for petition in _in_work(PetitionKind.DENUNCIATION, _DENUNCIATIONS):
        _paper(petition, "31-05", _SEALED, _ISSUED, chance, now)
    admin = next(user for user in User.objects.order_by("username") if user.may("confirm_form"))
    source = "Công báo, bản chính Thông tư 05/2021/TT-TTCP"
    confirm_form(code=_COMPARED, source=source, by=admin, now=now)
    for code in _DESKS:
        for petition, (form, moves) in zip(_waiting(code), _BEFORE, strict=False):
            _paper(petition, form, {}, moves, chance, now)


_SEALED = {
    "nguoi_bi_to_cao": "người bị tố cáo nêu trong đơn",
    "noi_dung_tra_loi": "vụ việc đã được thụ lý để giải quyết",
}


def _in_work(kind: PetitionKind, many: int) -> list[Petition]:
    """The newest accepted cases of a kind where one drafts and another approves."""
    rows = _seen().filter(kind=kind, proceeding__stage__in=_RUNNING)
    found = rows.order_by("-received_on", "id")[: many * 3]
    return [petition for petition in found if _two_people(petition.agency)][:many]


def _waiting(code: str) -> list[Petition]:
    rows = _seen().filter(kind=PetitionKind.COMPLAINT, state=PetitionState.RECEIVED)
    return list(rows.filter(agency__code=code).order_by("-received_on", "id")[: len(_BEFORE)])


def _seen() -> QuerySet[Petition]:
    joined = ("agency__parent", "person", "sender_agency", "proceeding")
    return Petition.objects.filter(secrecy__lt=Secrecy.RESTRICTED).select_related(*joined)


def _two_people(agency: Agency) -> bool:
    try:
        desk = desk_of(agency)
    except KeyError:  # nobody with an account
        return False
    return desk.handler.pk != desk.head.pk


def _paper(
    petition: Petition, code: str, said: Mapping[str, Any], moves: tuple[Move, ...],
    chance: random.Random, now: datetime,
) -> None:  # fmt: skip
    desk = desk_of(petition.agency)
    today = timezone.localdate(now)
    case = values_of(petition, by=desk.handler, today=today)
    days = {ask.name for ask in forms()[code].asks if ask.kind is AskKind.DAY and ask.required}
    answers = dict.fromkeys(days, as_kept(today + timedelta(days=_WEEK)))
    answers |= {name: as_kept(value) for name, value in first_answers(forms()[code], case).items()}
    capacity = capacity_of(desk.agency, desk.head)
    paper = draft_paper(
        petition_id=petition.pk, form_code=code, answers={**answers, **said},
        signed_by=SignedBy(desk.head.full_name, capacity, desk.head.title), key=_key(chance),
        by=desk.handler, now=now - timedelta(minutes=50),
    )  # fmt: skip
    for move in moves:
        paper = move_paper(
            paper_id=paper.pk, move=move, note=_BACK if move is Move.RETURN else "",
            version=paper.version, by=desk.head if move in _BY_HEAD else desk.handler, now=now,
        )  # fmt: skip
    if paper.issued_id and code != _COMPARED:  # a proposal stays in the house
        _send(paper, desk, chance, now)


def _send(paper: CasePaper, desk: Desk, chance: random.Random, now: datetime) -> None:
    sealed = bool(paper.petition.secrecy)
    send_paper(
        paper_id=paper.pk, to_whom="Người tố cáo" if sealed else "Người khiếu nại",
        way=SendWay.HAND if sealed else SendWay.POST, sent_on=timezone.localdate(now),
        proof="Biên bản giao nhận" if sealed else f"RR{chance.randrange(10**8, 10**9)}VN",
        received_on=timezone.localdate(now) if sealed else None, key=_key(chance),
        by=desk.handler, now=now,
    )  # fmt: skip


def _key(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
