"""Who stands in the register of the desk, read with the number that is kept encrypted."""

from complaints import vault
from complaints.models import Person
from complaints.petitioner import Petitioner


def paper_number_of(person: Person | None) -> str:
    """The number of the paper, empty where none is known. Raises ValueError when the key is not its own."""
    if person is None or person.id_cipher is None:
        return ""
    return vault.open_number(person_id=person.pk, cipher=bytes(person.id_cipher))


def petitioner_of(person: Person) -> Petitioner:
    """The person as typed, for a register or a vault that keeps them anew."""
    return Petitioner(
        full_name=person.full_name,
        birth_year=person.birth_year,
        address=person.address,
        phone=person.phone,
        id_number=paper_number_of(person),
        paper=person.paper,
        paper_issued=person.paper_issued,
        is_organisation=person.is_organisation,
    )
