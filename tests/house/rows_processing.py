"""A petition proposed, one sent away, two linked, all of the department."""

from complaints.actions.deciding import process_petition
from complaints.actions.linking import link_petitions
from complaints.actions.petitions import register_petition
from complaints.actions.proposals import Plan, propose
from complaints.actions.transfers import Receiver
from complaints.enums import Field, LinkKind, Outcome, PetitionKind, Source
from complaints.models import Petition
from complaints.petitioner import Petitioner
from tests.factories import NOW, Province


def _registered(province: Province, name: str, summary: str) -> Petition:
    return register_petition(
        agency=province["SKHCN"], kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
        source=Source.POST, received_on=NOW.date(), petitioner=Petitioner(full_name=name),
        summary=summary, content=f"{summary}, đề nghị cơ quan xem xét.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    waiting = _registered(province, "Chu Văn Đề", "Kiến nghị sửa đường dây điện")
    gone = _registered(province, "Mã Thị Chuyển", "Phản ánh bụi mỏ đá")
    plan = Plan(Outcome.FILE, True, "Đơn trùng nội dung đã trả lời.")
    proposal = propose(
        petition_id=waiting.pk, plan=plan, version=waiting.version, by=handler, now=NOW
    )
    gone = process_petition(
        petition_id=gone.pk, outcome=Outcome.TRANSFER, is_competent=False,
        note="Thuộc thẩm quyền của xã.", processed_on=NOW.date(),
        receiver=Receiver("Ủy ban nhân dân xã Tân Thanh"), version=gone.version, by=head, now=NOW,
    )  # fmt: skip
    link = link_petitions(
        petition_id=waiting.pk, other_id=gone.pk, kind=LinkKind.RELATED, reason="Cùng nơi.",
        by=handler, now=NOW,
    )  # fmt: skip
    return {"proposal": proposal, "transfer": gone.transfers.get(), "link": link}
