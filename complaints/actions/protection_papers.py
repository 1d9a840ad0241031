"""Documents of a protection file: decisions, notices, letters, in the sealed book (ADR 0013, 0043).

No name is printed: it is written on the paper by hand, as on every document of a sealed record.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from agencies.models import User
from agencies.refusals import Refused
from complaints import name_check
from complaints.models import ProtectedPerson, ProtectionFile
from complaints.papers.signing import authority_of
from complaints.protection.names import EndGround, Measure, Relation, Step
from complaints.protection.workflow import Part
from complaints.protection_rights import parts_of
from complaints.protection_texts import kin_in
from records.actions.documents import issue_document
from records.documents import Signer
from records.enums import DocumentKind
from records.letterhead import signing_lines
from records.models import IssuedDocument

_TITLE = "Văn bản trong hồ sơ kín"
_KINDS = {
    Step.APPLY: DocumentKind.DECISION,
    Step.CHANGE: DocumentKind.DECISION,
    Step.END: DocumentKind.DECISION,
    Step.REFUSE: DocumentKind.NOTICE,
    Step.LETTER: DocumentKind.LETTER,
}
_SUBJECTS = {
    Step.APPLY: "Về việc áp dụng biện pháp bảo vệ người tố cáo",
    Step.CHANGE: "Về việc thay đổi, bổ sung biện pháp bảo vệ người tố cáo",
    Step.END: "Về việc chấm dứt áp dụng biện pháp bảo vệ người tố cáo",
    Step.REFUSE: "Về việc không áp dụng biện pháp bảo vệ",
    Step.LETTER: "Về việc phối hợp áp dụng biện pháp bảo vệ",
}
_COPIES = ("Người được bảo vệ;", "Nơi thực hiện biện pháp;", "Lưu: hồ sơ bảo vệ (chế độ mật).")


def issue(
    file: ProtectionFile,
    step: Step,
    *,
    text: str,
    by: User,
    now: datetime,
    to: str = "",
    measures: Sequence[str] = (),
    people: Sequence[ProtectedPerson] = (),
    stops: Sequence[str] = (),
    starts_on: date | None = None,
    ground: str = "",
) -> IssuedDocument:
    """The document of a step, numbered in the sealed book of the file's agency."""
    signer = _signer(file, by)
    _ensure_unnamed(file, {"Nội dung": text, "Nơi nhận": to})
    context: dict[str, Any] = {
        "subject": _SUBJECTS[step],
        "code": file.code,
        "paragraphs": text.splitlines(),
        "measures": [_words(measure) for measure in measures],
        "stops": [_words(measure) for measure in stops],
        "people": [person.get_relation_display() for person in sorted(people, key=_rank)],
        "starts_on": starts_on,
        "ground": EndGround(ground).label if ground else "",
        "to": (to,) if to else (),
        "copies": ("Như trên;", _COPIES[-1]) if to else _COPIES,
        "is_decision": _KINDS[step] is DocumentKind.DECISION,
        "is_letter": _KINDS[step] is DocumentKind.LETTER,
        "about": _SUBJECTS[step].removeprefix("Về việc "),
        "authority": authority_of(file.agency).upper(),
    }
    return issue_document(
        agency=file.agency, kind=_KINDS[step], subject=file, title=_TITLE,
        template="complaints/protection_paper.html", context=context, sealed=True,
        signer=Signer(
            signer.full_name, "\n".join(signing_lines(file.agency, signer.title or "Thủ trưởng"))
        ),
        by=by, now=now, ensured=True,
    )  # fmt: skip


def _rank(person: ProtectedPerson) -> int:
    """The denouncer first, then kin as art. 47 names them."""
    return Relation.values.index(person.relation)


def _ensure_unnamed(file: ProtectionFile, texts: Mapping[str, str]) -> None:
    """Neither the denouncer nor their kin may be told by what leaves the house (art. 56)."""
    if found := name_check.blocking(kin_in(file.people.all(), texts)):
        raise Refused(
            f"Chưa phát hành được: {'; '.join(name_check.sentences(found))}. Họ tên thân nhân ghi tay "
            "trên bản giấy."
        )
    name_check.ensure_unnamed(matter=file.matter, texts=texts)


def _signer(file: ProtectionFile, by: User) -> User:
    """Who decides in this file; a custodian sends letters over that signature."""
    if Part.DECIDER in parts_of(by, file):
        return by
    for reader in file.readers.select_related("user").order_by("named_at", "pk"):
        if Part.DECIDER in parts_of(reader.user, file):
            return reader.user
    raise Refused("Hồ sơ chưa nêu tên người giải quyết tố cáo để ký văn bản; hãy nêu tên trước.")


def _words(measure: str) -> str:
    article, clause, *point = measure.split(".")
    where = f"điểm {point[0]} khoản {clause}" if point else f"khoản {clause}"
    return f"{Measure(measure).label} ({where} điều {article} Luật Tố cáo)"
