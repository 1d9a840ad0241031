"""Petitions between agencies: taken in, sent back and passed on, still waiting; who was urged."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints import law_book
from complaints.actions.deciding import process_petition
from complaints.actions.petitions import register_petition
from complaints.actions.receiving import accept_transfer, refuse_transfer
from complaints.actions.transfers import Receiver, note_answer
from complaints.actions.urging import answer_urge, urge_petition
from complaints.demo.citizens import names
from complaints.demo.places import Desk, desk_of
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Receipt, Secrecy, Source
from complaints.models import Petition, Transfer
from complaints.petitioner import Petitioner

_LONG_AGO = timedelta(days=30)
_CANAL = (
    "Mương thoát nước dọc tổ dân phố 3 bị đất đá lấp từ đợt mưa tháng tám, mỗi khi mưa nước tràn vào bảy "
    "nhà. Tổ dân phố đã báo hai lần. Đề nghị cơ quan quản lý nạo vét và cho biết ngày làm."
)
_LIGHTS = (
    "Đèn chiếu sáng trên đường liên thôn hỏng tám bóng từ đầu tháng mười, học sinh đi học buổi tối qua đoạn "
    "dốc không nhìn thấy đường. Đề nghị sửa chữa."
)
_SOIL = (
    "Gia đình nộp hồ sơ đề nghị kiểm tra việc đổ đất san lấp cạnh ruộng từ tháng bảy, đến nay chưa có người "
    "đến kiểm tra, ruộng không còn lấy được nước. Đề nghị xem xét."
)
_WAVES = (
    "Trạm phát sóng mới lắp cách nhà 15 m, bà con chưa được thông báo kết quả đo. Đề nghị cơ quan chuyên môn "
    "đo lại và công khai kết quả."
)
_STAMP = (
    "Cán bộ tiếp nhận hồ sơ tại một đơn vị thu thêm tiền ngoài quy định khi chứng thực giấy tờ, có ba người "
    "cùng chứng kiến. Đề nghị xác minh."
)


def tell_transfers(order: DemoOrder, now: datetime) -> None:
    """What the year left in the inboxes is answered by letter; the last weeks are told in full."""
    story = _Story(order.chance("transfers"), now)
    story.old_ones_were_answered()
    story.taken_in()
    story.sent_back_and_passed_on()
    story.still_waiting()
    story.urged()


class _Story:
    """The weeks before `now`, from the board and the department of science."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now, self.today = chance, now, timezone.localdate(now)

    def _sent(
        self, sender: str, to: str, days: int, summary: str, content: str, **told: object
    ) -> Transfer:
        desk = desk_of(Agency.objects.get(code=sender))
        usual = {
            "agency": desk.agency, "kind": PetitionKind.RECOMMENDATION, "field": Field.OTHER,
            "source": Source.POST, "received_on": self._ago(days + 3),
            "petitioner": Petitioner(names(self.chance, 1)[0], 1966, "phường Đông Kinh"),
            "locality": "phường Đông Kinh", "summary": summary, "content": content,
            "by": desk.officer, "now": self.now,
        }  # fmt: skip
        petition = register_petition(**{**usual, **told})  # type: ignore[arg-type]
        return self._passed_on(petition, desk, to, days)

    def _passed_on(self, petition: Petition, desk: Desk, to: str, days: int) -> Transfer:
        receiver = Agency.objects.get(code=to)
        sent_on = self._ago(days)
        process_petition(
            petition_id=petition.pk, outcome=Outcome.TRANSFER, is_competent=False,
            note=f"Thuộc thẩm quyền của {receiver.name}.", processed_on=sent_on,
            receiver=Receiver(receiver.name, receiver, sent_on + timedelta(days=20)),
            document=f"{self.chance.randint(100, 400)}/PC-{desk.agency.symbol}",
            version=Petition.objects.get(pk=petition.pk).version, by=desk.head, now=self.now,
        )  # fmt: skip
        return Transfer.objects.get(petition=petition, state="sent")

    def _ago(self, days: int) -> date:
        """So many days ago, or the working day before."""
        return law_book.calendar().on_or_before(self.today - timedelta(days=days))

    def old_ones_were_answered(self) -> None:
        """By letter, as before the inbox; those of the last month still wait in it."""
        waiting = Transfer.objects.filter(
            receipt=Receipt.WAITING, sent_on__lt=self.today - _LONG_AGO
        ).select_related("petition__agency")
        for transfer in waiting.order_by("sent_on", "id"):
            note_answer(
                transfer_id=transfer.pk, answered_on=self.today,
                answer="Đã kiểm tra thực tế và trả lời người gửi đơn bằng văn bản.",
                answer_document=f"{transfer.pk.int % 300 + 20}/CV", now=self.now,
                by=desk_of(transfer.petition.agency).handler,
            )  # fmt: skip

    def taken_in(self) -> None:
        """A department enters it in its own register; the sender sees it."""
        transfer = self._sent(
            "LS-BTCD", "LS-SNNMT", 5, "Đề nghị kiểm tra việc đổ đất san lấp", _SOIL,
            field=Field.LAND,
        )  # fmt: skip
        accept_transfer(
            transfer_id=transfer.pk, received_on=self._ago(3), arrival_number="1042",
            by=self._officer("LS-SNNMT"), now=self.now,
        )  # fmt: skip

    def sent_back_and_passed_on(self) -> None:
        """Two wards say it is not theirs; it waits at a department now."""
        first = self._sent("LS-BTCD", "LS-05977", 9, "Kiến nghị nạo vét mương thoát nước", _CANAL)
        self._refused(first, "LS-05977", "Mương thuộc phường Tam Thanh quản lý.", 5)
        board = desk_of(Agency.objects.get(code="LS-BTCD"))
        second = self._passed_on(first.petition, board, "LS-05986", 4)
        self._refused(second, "LS-05986", "Mương do Sở Xây dựng quản lý.", 2)
        self._passed_on(first.petition, board, "LS-SXD", 1)

    def still_waiting(self) -> None:
        """In time at a commune and a department, past its day at another; one of them sealed."""
        self._sent("LS-BTCD", "LS-06187", 2, "Kiến nghị sửa đèn chiếu sáng", _LIGHTS)
        self._sent("LS-BTCD", "LS-SKHCN", 1, "Kiến nghị đo lại trạm phát sóng", _WAVES)
        self._sent("LS-SKHCN", "LS-06385", 12, "Phản ánh trạm phát sóng gần trường học", _WAVES)
        self._sent(
            "LS-BTCD", "LS-SNNMT", 2, "Tố cáo thu tiền ngoài quy định", _STAMP,
            kind=PetitionKind.DENUNCIATION, field=Field.CORRUPTION,
        )  # fmt: skip

    def urged(self) -> None:
        """The inspectorate urges where the law's day has gone by; one unit has answered."""
        by = User.objects.get(username="thanhtra.ls")
        for code, answer in (
            ("LS-SNNMT", "Đã giao kiểm tra hiện trường, trả lời trước cuối tháng."),
            ("LS-SXD", ""),
            ("LS-06187", ""),
        ):
            late = self._latest(code)
            if late is None:
                continue
            urge = urge_petition(
                petition_id=late.pk, content="Đề nghị giải quyết dứt điểm, báo cáo tiến độ và khó khăn.",
                document=f"{self.chance.randint(30, 90)}/CV-TTT", by=by, now=self.now,
                answer_due_on=self.today + timedelta(days=7),
            )  # fmt: skip
            if answer:
                answer_urge(
                    urge_id=urge.pk, answered_on=self.today, answer=answer, now=self.now,
                    by=desk_of(urge.to_agency).handler,
                )  # fmt: skip

    def _latest(self, code: str) -> Petition | None:
        """The petition of this unit whose duty is, or falls, due first."""
        found: Petition | None = (
            Petition.objects.filter(
                agency__code=code, secrecy=Secrecy.OPEN, next_due_on__isnull=False,
                state__in=[PetitionState.RECEIVED, PetitionState.ACCEPTED],
            )
            .order_by("next_due_on", "id")
            .first()
        )  # fmt: skip
        return found

    def _refused(self, transfer: Transfer, code: str, reason: str, days: int) -> None:
        """On a working day, so many days ago."""
        gone_by = self.today - self._ago(days)
        refuse_transfer(
            transfer_id=transfer.pk, reason=reason, is_wrong_competence=True,
            by=self._officer(code), now=self.now - gone_by,
        )  # fmt: skip

    def _officer(self, code: str) -> User:
        return desk_of(Agency.objects.get(code=code)).officer
