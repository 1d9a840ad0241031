"""Petitions on their way to a decision: checked, proposed, sent back, alike, merged, sent away."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import Agency
from agencies.units.order import DemoOrder
from complaints.actions.assessing import assess_petition
from complaints.actions.deciding import process_petition
from complaints.actions.linking import link_petitions, undo_link
from complaints.actions.petitions import register_petition
from complaints.actions.proposals import Plan, propose, send_back
from complaints.actions.transfers import Receiver
from complaints.advice import checklist_for
from complaints.demo.citizens import names
from complaints.demo.places import Desk, desk_of
from complaints.eligibility import lines_of
from complaints.enums import Field, LinkKind, Outcome, PetitionKind, Source
from complaints.models import Petition
from complaints.petitioner import Petitioner

_DESKS = ("LS-BTCD", "LS-SKHCN")
_LAND = (
    "Gia đình tôi khiếu nại việc đo đạc lại thửa đất số 118, tờ bản đồ 27 tại khối 5, phường Đông Kinh. "
    "Biên bản đo ngày 12 tháng trước ghi thiếu 46 m² so với giấy chứng nhận đã cấp, không có chữ ký của hộ "
    "giáp ranh. Đề nghị đo lại và trả lời bằng văn bản."
)
_NOISE = (
    "Xưởng cưa đá sát khu dân cư hoạt động từ 4 giờ sáng, bụi và tiếng ồn làm người già, trẻ nhỏ không ngủ "
    "được. Bà con đã góp ý nhiều lần nhưng chủ xưởng chưa khắc phục. Đề nghị kiểm tra."
)


def tell_processing(order: DemoOrder, now: datetime) -> None:
    """The same work at two desks, so that officers and heads of both find it."""
    chance = order.chance("processing")
    for code in _DESKS:
        story = _Story(desk_of(Agency.objects.get(code=code)), chance, now)
        story.waits_for_approval()
        story.came_back()
        story.sent_twice()
        story.guided_and_sent_again()
        story.unsigned()
        story.sent_away()


class _Story:
    """Work of one desk, all of it told on one day."""

    def __init__(self, desk: Desk, chance: random.Random, now: datetime) -> None:
        self.desk, self.chance, self.now = desk, chance, now
        self.today = timezone.localdate(now)

    def _arrived(self, days: int, summary: str, content: str, **told: object) -> Petition:
        usual = {
            "agency": self.desk.agency, "kind": PetitionKind.COMPLAINT, "field": Field.LAND,
            "source": Source.POST, "received_on": self.today - timedelta(days=days),
            "petitioner": Petitioner(names(self.chance, 1)[0], 1970, "phường Đông Kinh"),
            "locality": "phường Đông Kinh", "summary": summary, "content": content,
            "by": self.desk.officer, "now": self.now,
        }  # fmt: skip
        return register_petition(**{**usual, **told})  # type: ignore[arg-type]

    def _checked(self, petition: Petition, **changes: str) -> None:
        lines = lines_of(checklist_for(petition))
        answers = {line.code: line.wanted or "khong" for line in lines} | changes
        assess_petition(
            petition_id=petition.pk, answers=answers, version=petition.version,
            by=self.desk.handler, now=self.now,
        )  # fmt: skip

    def _proposed(self, petition: Petition, plan: Plan) -> object:
        return propose(
            petition_id=petition.pk, plan=plan, version=petition.version, by=self.desk.handler,
            now=self.now,
        ).pk  # fmt: skip

    def _decided(self, petition: Petition, outcome: Outcome, note: str, **told: object) -> None:
        usual = {
            "petition_id": petition.pk, "outcome": outcome, "is_competent": False, "note": note,
            "processed_on": self.today, "version": petition.version, "by": self.desk.head,
            "now": self.now,
        }  # fmt: skip
        process_petition(**{**usual, **told})  # type: ignore[arg-type]

    def _linked(self, petition: Petition, other: Petition, kind: LinkKind, reason: str) -> object:
        return link_petitions(
            petition_id=petition.pk, other_id=other.pk, kind=kind, reason=reason,
            by=self.desk.handler, now=self.now,
        ).pk  # fmt: skip

    def waits_for_approval(self) -> None:
        """Checked, in order, proposed for acceptance."""
        petition = self._arrived(4, "Khiếu nại việc xếp loại đất khi bồi thường", (
            "Đất trồng cây lâu năm của gia đình bị xếp là đất rừng sản xuất khi lập phương án bồi thường. "
            "Đề nghị xem xét lại việc xếp loại theo hồ sơ địa chính năm 1998."
        ))  # fmt: skip
        self._checked(petition)
        self._proposed(petition, Plan(Outcome.ACCEPT, True, "Đủ điều kiện, thuộc thẩm quyền."))

    def came_back(self) -> None:
        """The head wants to know more."""
        petition = self._arrived(6, "Khiếu nại chậm trả kết quả hồ sơ", (
            "Hồ sơ đề nghị cấp phép nộp đủ từ ba tháng trước, đã quá hẹn hai lần mà chưa có kết quả, không "
            "có văn bản xin lỗi, hẹn lại. Đề nghị giải quyết dứt điểm."
        ))  # fmt: skip
        self._checked(petition, tham_quyen="khong")
        plan = Plan(
            Outcome.GUIDE,
            False,
            "Thuộc thẩm quyền của xã.",
            to_name="Chủ tịch UBND phường Đông Kinh",
        )
        send_back(
            proposal_id=self._proposed(petition, plan),  # type: ignore[arg-type]
            reason="Nêu rõ hồ sơ do cơ quan nào tiếp nhận, kèm giấy hẹn.",
            version=petition.version, by=self.desk.head, now=self.now,
        )  # fmt: skip

    def sent_twice(self) -> None:
        """The same text from two of one household: linked, merged; a third is alike and open."""
        first = self._arrived(12, "Khiếu nại đo đạc lại thửa 118", _LAND)
        second = self._arrived(
            5, "Khiếu nại đo đạc thửa 118, tờ 27", _LAND.replace("Đề", "Kính đề")
        )
        self._arrived(1, "Đơn về đo đạc đất ở khối 5", _LAND.replace("46 m²", "46m2"))
        link = self._linked(second, first, LinkKind.DUPLICATE, "Cùng thửa đất, cùng nội dung.")
        self._decided(
            second, Outcome.MERGE, "Cùng nội dung với đơn gửi trước của gia đình.",
            is_competent=True, merge_link=link,
        )  # fmt: skip
        other = self._arrived(9, "Khiếu nại ranh giới thửa 120", (
            "Hộ giáp ranh xây tường lấn 30 cm sang phần đất gia đình tôi sử dụng từ năm 1995. Đề nghị xác "
            "định lại ranh giới theo hồ sơ và buộc tháo dỡ phần lấn."
        ))  # fmt: skip
        wrong = self._linked(other, first, LinkKind.DUPLICATE, "Cùng khối phố.")
        undo_link(
            link_id=wrong,
            reason="Hai thửa đất khác nhau.",
            by=self.desk.handler,
            now=self.now,  # type: ignore[arg-type]
        )

    def guided_and_sent_again(self) -> None:
        """Guided once; the second one waits to be filed with a notice."""
        first = self._arrived(30, "Khiếu nại mức phạt vi phạm giao thông", (
            "Không đồng ý quyết định xử phạt do Công an tỉnh ban hành vì không dừng xe đúng vạch. Đề nghị "
            "xem lại hình ảnh và hủy quyết định xử phạt."
        ), field=Field.OTHER)  # fmt: skip
        self._decided(
            first, Outcome.GUIDE, "Hướng dẫn gửi Giám đốc Công an tỉnh.",
            receiver=Receiver("Giám đốc Công an tỉnh"), document="112/HD-TCD",
            processed_on=self.today - timedelta(days=24),
        )  # fmt: skip
        again = self._arrived(3, "Khiếu nại lần nữa về mức phạt giao thông", (
            "Không đồng ý quyết định xử phạt do Công an tỉnh ban hành vì không dừng xe đúng vạch. Đề nghị "
            "xem lại hình ảnh và hủy quyết định xử phạt, trả lại giấy phép lái xe."
        ), field=Field.OTHER)  # fmt: skip
        self._linked(
            again, first, LinkKind.AGAIN, "Cùng quyết định xử phạt, không có tình tiết mới."
        )

    def unsigned(self) -> None:
        """A denunciation that names nobody, with evidence: proposed for an inspection."""
        petition = self._arrived(
            4, "Phản ánh thu tiền không hóa đơn tại trung tâm", (
                "Từ tháng ba, trung tâm thu thêm tiền hồ sơ của học viên mà không xuất hóa đơn; kèm ảnh "
                "chụp ba phiếu thu tay có chữ ký của thủ quỹ."
            ), kind=PetitionKind.DENUNCIATION, field=Field.CORRUPTION, is_anonymous=True,
        )  # fmt: skip
        self._checked(petition, xac_dinh="khong", chung_cu="co")
        plan = Plan(
            Outcome.CHECK,
            True,
            "Nội dung rõ, có chứng cứ cụ thể.",
            to_name="Thanh tra tỉnh Lạng Sơn",
        )
        self._proposed(petition, plan)

    def sent_away(self) -> None:
        """A recommendation passed on; the asked day of the answer has gone by."""
        petition = self._arrived(
            38, "Phản ánh xưởng cưa đá gây ồn", _NOISE, kind=PetitionKind.RECOMMENDATION,
            field=Field.OTHER,
        )  # fmt: skip
        sent_on = self.today - timedelta(days=34)
        self._decided(
            petition, Outcome.TRANSFER, "Thuộc trách nhiệm quản lý của phường.",
            receiver=Receiver(
                "Ủy ban nhân dân phường Đông Kinh", answer_due_on=sent_on + timedelta(days=20)
            ),
            document="87/PC-TCD", processed_on=sent_on,
        )  # fmt: skip
        self._arrived(47, "Khiếu nại việc chưa trả lời đơn về lối đi chung", (
            "Lối đi chung vào xóm bị rào một phần, đơn gửi từ đầu năm chưa được trả lời. Đề nghị cho biết "
            "cơ quan nào đang giải quyết và thời hạn trả lời."
        ))  # fmt: skip
