"""Who came, in the open register only: the person, and those beside them."""

from datetime import datetime

from agencies.models import User
from complaints.actions import people
from complaints.models import Person
from reception.models import GroupMember, Mandate, Representative, Visit
from reception.told import MandateInput, MemberInput, VisitInput


def person_of(told: VisitInput, *, by: User, now: datetime) -> Person:
    """The person of this paper number; without one, who came about this very matter under the same
    name and year of birth. Across matters a name alone proves nothing."""
    who = told.petitioner
    if told.matter is not None and not who.id_number:
        earlier = Visit.objects.filter(
            matter=told.matter,
            agency=told.agency,
            person__full_name=who.full_name,
            person__birth_year=who.birth_year,
        )
        if visit := earlier.select_related("person").order_by("-arrived_at").first():
            return visit.person
    return people.person_for(agency=told.agency, petitioner=who, by=by, now=now)


def write_beside(visit: Visit, told: VisitInput, *, by: User, now: datetime) -> None:
    """Representatives, the list of the group, who came with which mandate (Luật Tiếp công dân 2013,
    art. 29; Nghị định 154/2026/NĐ-CP, art. 13) of a visit that has its number."""
    Representative.objects.bulk_create(
        Representative(visit=visit, full_name=name) for name in told.representatives
    )
    GroupMember.objects.bulk_create(
        GroupMember(
            visit=visit,
            position=position,
            full_name=one.full_name,
            birth_year=one.birth_year,
            address=one.address,
        )
        for position, one in enumerate(told.members, start=1)
    )
    if told.mandate is not None:
        Mandate.objects.create(
            visit=visit,
            holder=people.person_for(
                agency=told.agency, petitioner=told.mandate.holder, by=by, now=now
            ),
            document=told.mandate.document,
            document_date=told.mandate.document_date,
            expires_on=told.mandate.expires_on,
        )


def sealed_beside(told: VisitInput) -> dict[str, str]:
    """The same as texts for the vault: of a sealed visit nobody is named anywhere else."""
    lines = (f"{n}. {_member(one)}" for n, one in enumerate(told.members, start=1))
    found = {
        "capacity": str(told.capacity.label) if told.mandate else "",
        "holder": _holder(told.mandate) if told.mandate else "",
        "mandate": _paper(told.mandate) if told.mandate else "",
        "representatives": ", ".join(told.representatives),
        "members": "\n".join(lines),
        "interpreter": told.interpreter,
    }
    return {name: text for name, text in found.items() if text}


def _member(one: MemberInput) -> str:
    born = f"sinh năm {one.birth_year}" if one.birth_year else ""
    return ", ".join(part for part in (one.full_name, born, one.address) if part)


def _holder(mandate: MandateInput) -> str:
    who = mandate.holder
    number = f"số giấy tờ {who.id_number}" if who.id_number else ""
    phone = f"điện thoại {who.phone}" if who.phone else ""
    return ", ".join(part for part in (who.full_name, number, phone, who.address) if part)


def _paper(mandate: MandateInput) -> str:
    dated = f"ngày {mandate.document_date:%d/%m/%Y}" if mandate.document_date else ""
    ends = f"có giá trị đến {mandate.expires_on:%d/%m/%Y}" if mandate.expires_on else ""
    return ", ".join(part for part in (mandate.document, dated, ends) if part)
