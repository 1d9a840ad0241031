"""The parts of a document that give nobody work: purposes, contents, closing sentence. Pure."""

from dataclasses import dataclass

from plans.parser.structure import PlanDocument
from plans.parser.tasks import CLOSING


@dataclass(frozen=True)
class Parts:
    """Paragraphs of mục đích, yêu cầu; of the content part that are no task; the closing words."""

    purposes: list[str]
    contents: list[str]
    closing: str


def parts_of(document: PlanDocument) -> Parts:
    """Every paragraph that is neither task nor heading, under its part."""
    purposes: list[str] = []
    contents: list[str] = []
    closing: list[str] = []
    for remark in document.other:
        part = document.parts.get(remark.paragraph.index)
        if remark.why == CLOSING:
            closing.append(remark.text)
        elif part == "purpose":
            purposes.append(remark.text)
        elif part == "content":
            contents.append(remark.text)
    return Parts(purposes, contents, "\n".join(closing))
