"""What a case says by itself in every form: values by the names of complaints/papers/names.py.

A sealed case gives no name, address, paper number and register number: they stay blanks on the
paper, written by hand (Luật Tố cáo 2018, art. 56; design.md section 9).
"""

from __future__ import annotations

import re
from datetime import date

from agencies.models import Agency, User
from complaints.enums import PartyRole, PetitionKind
from complaints.models import Petition
from complaints.papers.course import course_of
from complaints.papers.filling import Value
from complaints.papers.signing import authority_of
from complaints.people import paper_number_of
from records.wording import listed

KIND_WORDS = {
    PetitionKind.COMPLAINT: "khiếu nại",
    PetitionKind.DENUNCIATION: "tố cáo",
    PetitionKind.RECOMMENDATION: "kiến nghị, phản ánh",
}
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def values_of(petition: Petition, *, by: User, today: date) -> dict[str, Value]:
    """Everything known of the case. `petition` was fetched for `by`."""
    return {
        **_agency(petition.agency),
        "ngay_hom_nay": today,
        "nguoi_lap": by.full_name,
        "chuc_danh_nguoi_lap": by.title,
        **people_of(petition),
        **_petition(petition),
        **course_of(petition, by=by),
    }


def _agency(agency: Agency) -> dict[str, Value]:
    authority = authority_of(agency)
    return {
        "co_quan": agency.name,
        "co_quan_cap_tren": agency.parent.name if agency.parent else "",
        "tham_quyen": authority.upper(),
        "thu_truong": authority,
        "thanh_tra": _inspectorate(agency),
    }


def _inspectorate(agency: Agency) -> str:
    """Cơ quan thanh tra nhà nước cùng cấp: the body that watches for this agency."""
    watcher = agency.overseen_by.order_by("sort_key").first()
    return watcher.name if watcher and watcher.pk != agency.pk else ""


def people_of(petition: Petition) -> dict[str, Value]:
    """Who stands in the petition; of a sealed one only how many."""
    count: dict[str, Value] = {"so_nguoi": petition.signatories}
    if petition.secrecy:
        return count
    person = petition.person
    issued = person.paper_issued if person else ""
    day = _DAY.search(issued)
    place = _DAY.sub("", issued).strip(" ,;:.-–") if issued else ""
    group = f" và {petition.signatories - 1} người khác" if petition.signatories > 1 else ""
    return {
        **count,
        "nguoi_gui": f"{petition.petitioner_label}{group}",
        "dia_chi": person.address if person else "",
        "giay_to": paper_number_of(petition.person),
        "cap_ngay": day[0] if day else "",
        "cap_noi": place,
        "nguoi_dai_dien": _speakers(petition),
    }


def _speakers(petition: Petition) -> str:
    found = petition.parties.exclude(role=PartyRole.PETITIONER).order_by("role", "full_name")
    return listed([f"{one.full_name} ({one.get_role_display().lower()})" for one in found])


def _petition(petition: Petition) -> dict[str, Value]:
    sender = petition.sender_agency
    return {
        "so_don": "" if petition.secrecy else petition.register_number,
        "ngay_nhan": petition.received_on,
        "loai_don": KIND_WORDS[PetitionKind(petition.kind)],
        "lan": "lần đầu" if petition.is_first_time else "lần hai",
        "linh_vuc": petition.get_field_display(),
        "tom_tat": petition.summary.rstrip(" .;"),
        "noi_dung": petition.content,
        "doi_tuong": petition.object_reference,
        "noi_chuyen": petition.sender_name or (sender.name if sender else ""),
        "van_ban_chuyen": petition.sender_document,
        "ngay_chuyen": petition.sender_document_on,
        "ngay_xu_ly": petition.processed_on,
    }
