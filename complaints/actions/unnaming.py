"""Lược bỏ: what a sealed petition tells of its sender is taken out of the words that others read.

Luật Tố cáo 2018, art. 56 clause 2. The paper original stays as it came, under seal; the ledger says that
it was done and never what stood there.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.actions import locks
from complaints.actions.rewording import reword
from complaints.models import Petition
from complaints.name_check import ensure_unnamed
from complaints.rights import ensure_in
from records.actions import ledger
from records.enums import Verb

NOT_YOURS = "Chỉ cán bộ vào sổ đơn của cơ quan giữ đơn được lược bỏ nội dung."


@transaction.atomic
def unname_petition(
    *, petition_id: UUID, summary: str, content: str, version: int, by: User, now: datetime
) -> Petition:
    """The petition in words that tell nobody. Raises Refused while they still do."""
    petition = locks.petition(pk=petition_id, by=by)
    ensure_in(by, petition.agency, Permission.REGISTER_PETITION, NOT_YOURS)
    if not petition.secrecy:
        raise Refused("Đơn này ở sổ thường, không có danh tính được giữ kín.")
    if petition.version != version:
        raise Refused("Đơn đã được người khác sửa; hãy tải lại trang rồi làm lại.")
    summary, content = summary.strip()[:300], content.strip()
    if not (summary and content):
        raise Refused("Hãy ghi tóm tắt và nội dung đơn.")
    ensure_unnamed(matter=petition.matter, texts={"Tóm tắt đơn": summary, "Nội dung đơn": content})
    reword(petition, summary=summary, content=content)
    ledger.write(by=by, verb=Verb.CHANGE, subject=petition, now=now, details={"viec": "luoc_bo"})
    return petition
