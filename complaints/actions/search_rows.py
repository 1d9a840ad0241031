"""Search rows of open matters and petitions; whatever is sealed has none (design.md section 9)."""

from complaints.enums import Secrecy
from complaints.models import Matter, Petition
from complaints.places import name_of
from records.actions import search_rows
from records.models import SearchRow
from records.search_words import day_key, index_text, place_key


def row_for_matter(matter: Matter) -> SearchRow:
    """Found by title, petitioner, place, field, kind and day."""
    return SearchRow(
        agency_id=matter.agency_id,
        scope_path=matter.scope_path,
        subject_kind="matter",
        subject_id=matter.pk,
        matter=matter.pk,
        label=f"Vụ việc: {matter.title}"[:200],
        text=matter_text(
            title=matter.title,
            petitioner=matter.petitioner_label,
            locality=matter.locality,
            field=matter.get_field_display(),
            day=day_key(matter.opened_on),
        ),
        on_date=matter.opened_on,
    )


def matter_text(*, title: str, petitioner: str, locality: str, field: str, day: str) -> str:
    """Words and keys of a matter; the demonstration in volume writes the same."""
    return index_text((day, title, petitioner, locality, field), _places(locality))


def row_for_petition(petition: Petition) -> SearchRow:
    """Found by number, petitioner, sender's letter, place, object, day and words of the content."""
    return SearchRow(
        agency_id=petition.agency_id,
        scope_path=petition.scope_path,
        subject_kind="petition",
        subject_id=petition.pk,
        matter=petition.matter_id,
        label=f"{petition}: {petition.summary}"[:200],
        text=petition_text(
            number=petition.register_number,
            day=day_key(petition.received_on),
            petitioner=petition.petitioner_label,
            locality=petition.locality,
            summary=petition.summary,
            content=petition.content,
            places=(petition.old_place, name_of(petition.commune_code)),
            further=(
                petition.sender_reference,
                petition.sender_document,
                petition.sender_name,
                petition.arrival_number,
                petition.object_reference,
            ),
        ),
        on_date=petition.received_on,
    )


def petition_text(
    *,
    number: str,
    day: str,
    petitioner: str,
    locality: str,
    summary: str,
    content: str,
    places: tuple[str, ...] = (),
    further: tuple[str, ...] = (),
) -> str:
    """Words and keys of a petition; the demonstration in volume writes the same."""
    texts = (number, day, petitioner, summary, locality, *places, *further, content)
    return index_text(texts, _places(locality, *places))


def _places(*places: str) -> list[str]:
    return [key for place in places if place for key in [place_key(place)] if key]


def add(row: Matter | Petition) -> None:
    """Adds the row of an open record; a sealed one gets none."""
    if row.secrecy != Secrecy.OPEN:
        return
    made = row_for_matter(row) if isinstance(row, Matter) else row_for_petition(row)
    search_rows.put([made])


def drop(matter: Matter) -> None:
    """Deletes the rows of a matter and of all that hangs on it when its secrecy rises."""
    search_rows.drop_matter(matter.pk)
