"""Petitions that came by letter: sent on, signed by many, split, their paper on the way."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.roles import Role
from agencies.units.order import DemoOrder
from complaints.actions.handovers import accept_handover, hand_over, place_paper
from complaints.actions.parties import add_party, add_petitioners
from complaints.actions.petitions import register_petition
from complaints.actions.replies import note_reply
from complaints.actions.splitting import Content, split_petition
from complaints.demo.citizens import names
from complaints.demo.places import Desk, desk_of
from complaints.enums import Field, PartyRole, PetitionKind, Source
from complaints.models import PaperHandover, Petition
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival

_DESKS = ("LS-BTCD", "LS-SKHCN")


def tell_intake(order: DemoOrder, now: datetime) -> None:
    """The same letters at two desks, so that the officers of both find them."""
    chance = order.chance("intake")
    for code in _DESKS:
        desk = desk_of(Agency.objects.get(code=code))
        group = _group(desk, chance, now)
        sent_on = _sent_on(desk, chance, now)
        _denounced_in_the_press(desk, chance, now)
        mixed = _split(desk, chance, now)
        _hand_over(desk, group, [sent_on, mixed], now)


def _register(
    desk: Desk, chance: random.Random, now: datetime, days: int, arrival: Arrival, about: About,
    **told: object,
) -> Petition:  # fmt: skip
    """A letter that came some days before it was typed."""
    usual = {
        "agency": desk.agency, "kind": PetitionKind.COMPLAINT, "field": Field.OTHER,
        "source": Source.POST, "received_on": timezone.localdate(now) - timedelta(days=days),
        "petitioner": Petitioner(names(chance, 1)[0], address="thôn Nà Pài, xã Cao Lộc"),
        "locality": "xã Cao Lộc",
    }  # fmt: skip
    return register_petition(
        **{**usual, **told}, arrival=arrival, about=about, by=desk.officer, now=now
    )


def _group(desk: Desk, chance: random.Random, now: datetime) -> Petition:
    """Twelve households with three representatives, posted a week ago, typed today."""
    today = timezone.localdate(now)
    petition = _register(
        desk, chance, now, 5,
        Arrival(number="1203", postmarked_on=today - timedelta(days=7)),
        About(
            subject_code="dat_dai.boi_thuong", commune_code="06193",
            old_place="xã Bình Trung, huyện Cao Lộc", object_kind="project",
            object_reference="Đường nối cửa khẩu, đoạn qua thôn Nà Pài",
            contested_on=today - timedelta(days=40),
        ),
        signatories=12,
        summary="Khiếu nại mức bồi thường đất làm đường nối cửa khẩu",
        content="12 hộ đề nghị tính lại đơn giá bồi thường đất vườn và cây trồng lâu năm.",
    )  # fmt: skip
    people = [(name, "thôn Nà Pài, xã Cao Lộc") for name in names(chance, 11)]
    add_petitioners(petition_id=petition.pk, people=people, by=desk.officer, now=now)
    for name in (petition.petitioner_label, people[0][0], people[1][0]):
        add_party(
            petition_id=petition.pk, full_name=name, role=PartyRole.REPRESENTATIVE,
            proof=f"Văn bản cử người đại diện ngày {today - timedelta(days=9):%d/%m/%Y}",
            by=desk.officer, now=now,
        )  # fmt: skip
    return petition


def _sent_on(desk: Desk, chance: random.Random, now: datetime) -> Petition:
    """A deputies' letter, answered."""
    today = timezone.localdate(now)
    petition = _register(
        desk, chance, now, 3,
        Arrival(
            number="1215", sender_name="Đoàn đại biểu Quốc hội tỉnh Lạng Sơn",
            document="88/ĐĐBQH-CTQH", document_on=today - timedelta(days=6),
        ),
        About(subject_code="cong_chuc.thu_tuc"),
        kind=PetitionKind.RECOMMENDATION, source=Source.DEPUTY,
        summary="Kiến nghị về thời gian trả kết quả thủ tục hành chính",
        content="Cử tri kiến nghị trả kết quả đúng hẹn, không yêu cầu giấy tờ ngoài quy định.",
    )  # fmt: skip
    note_reply(
        petition_id=petition.pk, replied_on=today, document="152/TB-XLĐ", by=desk.handler, now=now
    )
    return petition


def _denounced_in_the_press(desk: Desk, chance: random.Random, now: datetime) -> Petition:
    """A denunciation sent on by a newspaper: the reply is owed within twenty days."""
    return _register(
        desk, chance, now, 4,
        Arrival(
            number="1209", sender_name="Báo Lạng Sơn", document="12/CV-BLS",
            document_on=timezone.localdate(now) - timedelta(days=6),
        ),
        About(subject_code="tham_nhung.loi_dung"),
        kind=PetitionKind.DENUNCIATION, source=Source.PRESS,
        summary="Tố cáo việc sử dụng kinh phí hỗ trợ không đúng đối tượng",
        content="Bạn đọc tố cáo việc chi hỗ trợ cho người không thuộc diện được hưởng.",
    )  # fmt: skip


def _split(desk: Desk, chance: random.Random, now: datetime) -> Petition:
    """One letter with a complaint and a recommendation."""
    petition = _register(
        desk, chance, now, 2, Arrival(number="1221"), About(subject_code="hanh_chinh.xu_phat"),
        summary="Khiếu nại quyết định xử phạt vi phạm hành chính",
        content="Đề nghị xem lại quyết định xử phạt về trật tự xây dựng.",
    )  # fmt: skip
    rubbish = Content(
        PetitionKind.RECOMMENDATION, "hanh_chinh.moi_truong", "Kiến nghị thu gom rác tại chợ xã",
        "Rác ở điểm tập kết của chợ nhiều ngày không được thu gom.",
    )  # fmt: skip
    split_petition(petition_id=petition.pk, contents=[rubbish], by=desk.officer, now=now)
    return petition


def _hand_over(desk: Desk, taken: Petition, waiting: list[Petition], now: datetime) -> None:
    """The handler who came last took one file; each handler has another waiting for an answer."""
    handlers = _handlers(desk, timezone.localdate(now))
    handover = _give(desk, taken, handlers[-1], "Đơn, bút lục 1 đến 24", now)
    accept_handover(handover_id=handover.pk, by=handlers[-1], now=now)
    for petition, handler in zip(waiting, handlers, strict=False):
        _give(desk, petition, handler, "Đơn, công văn chuyển", now)


def _handlers(desk: Desk, today: date) -> list[User]:
    held = Membership.objects.in_force(today).filter(agency=desk.agency, role=Role.HANDLER)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("-username"))


def _give(
    desk: Desk, petition: Petition, handler: User, content: str, now: datetime
) -> PaperHandover:
    place_paper(petition_id=petition.pk, place="Tủ bàn tiếp, ngăn 3", by=desk.officer, now=now)
    return hand_over(
        petition_id=petition.pk, given_to=handler, place="Phòng xử lý đơn, tủ 2", content=content,
        by=desk.officer, now=now,
    )  # fmt: skip
