"""Search rows of open records; whatever is sealed has none (design.md section 9)."""

from agencies.vietnamese import fold
from complaints.enums import Secrecy
from complaints.models import Matter, Petition
from records.models import SearchRow

_LONGEST = 2000


def row_for_matter(matter: Matter) -> SearchRow:
    """Found by title, petitioner and place."""
    words = (matter.title, matter.petitioner_label, matter.locality, matter.get_field_display())
    return SearchRow(
        agency_id=matter.agency_id,
        scope_path=matter.scope_path,
        subject_kind="matter",
        subject_id=matter.pk,
        label=f"Vụ việc: {matter.title}"[:200],
        text=fold(" ".join(words))[:_LONGEST],
        on_date=matter.opened_on,
    )


def row_for_petition(petition: Petition) -> SearchRow:
    """Found by number, petitioner, sender's letter, place, object and words of the content."""
    words = (
        petition.register_number,
        petition.petitioner_label,
        petition.summary,
        petition.locality,
        petition.sender_reference,
        petition.sender_document,
        petition.arrival_number,
        petition.old_place,
        petition.object_reference,
        petition.content,
    )
    return SearchRow(
        agency_id=petition.agency_id,
        scope_path=petition.scope_path,
        subject_kind="petition",
        subject_id=petition.pk,
        label=f"{petition}: {petition.summary}"[:200],
        text=fold(" ".join(words))[:_LONGEST],
        on_date=petition.received_on,
    )


def add(row: Matter | Petition) -> None:
    """Adds the row of an open record; a sealed one gets none."""
    if row.secrecy != Secrecy.OPEN:
        return
    made = row_for_matter(row) if isinstance(row, Matter) else row_for_petition(row)
    made.save(force_insert=True)


def drop(matter: Matter) -> None:
    """Deletes the rows of a matter and of its petitions when its secrecy rises."""
    SearchRow.objects.filter(
        subject_id__in=[matter.pk, *matter.petitions.values_list("pk", flat=True)]
    ).delete()
