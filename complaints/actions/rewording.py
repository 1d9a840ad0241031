"""Sửa lời của đơn: other words in a petition, and in the title that was taken from them."""

from complaints.actions import search_rows
from complaints.models import Petition


def reword(petition: Petition, *, summary: str, content: str) -> None:
    """Inside the transaction of an action that holds the petition and writes the ledger."""
    matter = petition.matter
    if matter.title == petition.summary[:200]:
        matter.title = summary[:200]
        matter.save(update_fields=["title"])
    petition.summary, petition.content = summary, content
    petition.version += 1
    petition.save(update_fields=["summary", "content", "version"])
    search_rows.add(petition)
    search_rows.add(matter)
