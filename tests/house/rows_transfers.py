"""A petition that waits in the department's inbox, and the inspectorate urging the department."""

from datetime import timedelta

from complaints.actions.deciding import process_petition
from complaints.actions.petitions import register_petition
from complaints.actions.transfers import Receiver
from complaints.actions.urging import urge_petition
from complaints.enums import Field, Outcome, PetitionKind, Source
from complaints.petitioner import Petitioner
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    came = register_petition(
        agency=province["BTCD"], kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
        source=Source.POST, received_on=NOW.date(), petitioner=Petitioner(full_name="Vi Văn Gửi"),
        summary="Kiến nghị về trạm phát sóng", content="Đề nghị kiểm tra trạm phát sóng.",
        by=province.person("handler", "BTCD"), now=NOW,
    )  # fmt: skip
    gone = process_petition(
        petition_id=came.pk, outcome=Outcome.TRANSFER, is_competent=False,
        note="Thuộc thẩm quyền của Sở.", processed_on=NOW.date(),
        receiver=Receiver.of(province["SKHCN"], ""), version=came.version,
        by=province.person("head", "BTCD"), now=NOW,
    )  # fmt: skip
    urge = urge_petition(
        petition_id=found["petition"].pk, content="Đề nghị giải quyết đúng thời hạn.",
        answer_due_on=NOW.date() + timedelta(days=7), by=province.person("inspector", "TTT"),
        now=NOW,
    )  # fmt: skip
    return {"incoming": gone.transfers.get(), "case_urge": urge}
