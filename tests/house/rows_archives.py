"""The file of an ended matter of the department at the archives."""

from datetime import timedelta

from complaints.actions.archiving import FileTold, hand_over_files
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, PetitionState, Source
from complaints.models import Clock, Matter
from complaints.petitioner import Petitioner
from law.archives import Term
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    handler, day = province.person("handler", "SKHCN"), NOW.date() - timedelta(days=400)
    petition = register_petition(
        agency=province["SKHCN"], kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
        source=Source.POST, received_on=NOW.date(), petitioner=Petitioner(full_name="Mã Văn Cũ"),
        summary="Kiến nghị đã trả lời", content="Kiến nghị về bảng tin.", by=handler, now=NOW,
    )  # fmt: skip
    Clock.objects.filter(matter=petition.matter).delete()
    type(petition).objects.filter(pk=petition.pk).update(
        received_on=day, state=PetitionState.PROCESSED, outcome="guide", processed_on=day,
        is_competent=True, next_due_on=None, next_duty="",
    )  # fmt: skip
    Matter.objects.filter(pk=petition.matter_id).update(
        opened_on=day, closed_on=day, next_due_on=None, next_duty=""
    )
    made = hand_over_files(
        files=[FileTold(petition.matter_id, Term.ORDINARY)], document_number="01/BB-LT",
        document_on=NOW.date(), received_by="Lưu trữ hiện hành của Sở", by=handler, now=NOW,
    )  # fmt: skip
    return {"archive_delivery": made}
