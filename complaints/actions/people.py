"""People at the desk of one agency (công dân)."""

from datetime import datetime

from agencies.models import Agency, User
from complaints import vault
from complaints.models import Person
from complaints.petitioner import Petitioner
from records.actions import ledger
from records.enums import Verb


def person_for(*, agency: Agency, petitioner: Petitioner, by: User, now: datetime) -> Person:
    """The person with this paper number at this agency, else a new row. Never for sealed matters.

    Without a number two rows may be one human being: names alone prove nothing.
    """
    hashes = vault.number_hashes(petitioner.id_number) if petitioner.id_number else [""]
    id_hash = hashes[0]
    if id_hash:
        known = Person.objects.filter(agency=agency, id_hash__in=hashes).first()
        if known is not None:
            return known
    person = Person(
        agency=agency,
        scope_path=agency.path,
        full_name=petitioner.full_name,
        birth_year=petitioner.birth_year,
        address=petitioner.address,
        phone=petitioner.phone,
        id_hash=id_hash,
        paper=petitioner.paper,
        paper_issued=petitioner.paper_issued,
        is_organisation=petitioner.is_organisation,
    )
    if petitioner.id_number:
        person.id_cipher = vault.seal_number(person_id=person.pk, number=petitioner.id_number)
    person.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=person, now=now)
    return person
