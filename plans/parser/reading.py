"""The whole way from a file to a plan."""

from dataclasses import replace

from plans.parser.addressee import addressee_of
from plans.parser.citations import cited_in, merged
from plans.parser.cleaning import paragraphs as clean
from plans.parser.closing import closing_range, recipients_in, signer_in
from plans.parser.deadlines import deadline_of_cell
from plans.parser.errors import PlanReadError
from plans.parser.events import events_in
from plans.parser.heading import (
    Heading,
    issuer_of,
    issuing_sentence,
    opens_plan,
    read_heading,
    superior_of,
)
from plans.parser.outline import Item, outline
from plans.parser.readers import read
from plans.parser.structure import (
    Citation,
    Implements,
    Line,
    Paragraph,
    PlanDocument,
    Remark,
    Signer,
    Task,
)
from plans.parser.tables import TableReader
from plans.parser.tasks import Context, read_item, shared_time
from plans.parser.units import UnitFinder, abbreviations
from plans.parser.words import fold

_LONGEST_PARAGRAPH = 20_000
_LONGEST_TEXT = 600_000
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư")


def parse_plan(data: bytes) -> PlanDocument:
    """A plan from the bytes of a TXT, Markdown, DOCX or PDF file.

    Raises:
        PlanReadError: one Vietnamese sentence says why the file is not read.
    """
    reading = read(data)
    plan = parse_lines(reading.lines)
    plan.notes = reading.notes
    return plan


def parse_lines(lines: list[Line]) -> PlanDocument:
    """A plan from lines."""
    whole = clean(lines)
    _ensure_plausible(whole)
    heading = read_heading(whole)
    finder = UnitFinder(abbreviations([p.text for p in whole]))
    body, closing = _split(whole[heading.body :])
    opening, body = _opening(body)
    plan = _front(heading, opening, [p.text for p in whole], finder)
    items = outline(body, finder)
    asked = addressee_of(items, finder)
    addressee = asked or ((plan.issuer,) if plan.issuer else ())
    context = Context(finder, addressee, heading.year, asked=bool(asked))
    plan.tasks, plan.other = _work(items, context)
    plan.legal_bases = _bases(heading, opening, body, finder)
    plan.recipients, plan.signer = recipients_in(closing), signer_in(closing)
    plan.paragraphs = [p.text for p in whole]
    plan.headings = [x.paragraph.index for x in items if x.heading]
    plan.parts = {x.paragraph.index: x.part for x in items}
    if not plan.tasks:
        raise PlanReadError("Không tìm thấy nhiệm vụ nào; tệp này không phải kế hoạch phối hợp.")
    return plan


def _ensure_plausible(whole: list[Paragraph]) -> None:
    """Refuse what no plan is, before it costs time."""
    if max((len(p.text) for p in whole), default=0) > _LONGEST_PARAGRAPH:
        raise PlanReadError("Văn bản có đoạn dài hơn 20.000 ký tự, không giống một kế hoạch.")
    if sum(len(p.text) for p in whole) > _LONGEST_TEXT:
        raise PlanReadError("Văn bản dài hơn 600.000 ký tự, vượt quá độ dài của một kế hoạch.")


def _split(rest: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Body with annexes, and the closing between them."""
    start, end = closing_range(rest)
    return rest[:start] + rest[end:], rest[start:end]


def _opening(body: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The opening with its bases, and the rest."""
    n = 0
    while n < len(body) and n < 20 and not body[n].cells and opens_plan(body[n].text):
        n += 1
        if body[n - 1].text.endswith(":"):
            break
    return body[:n], body[n:]


def _front(
    heading: Heading, opening: list[Paragraph], texts: list[str], finder: UnitFinder
) -> PlanDocument:
    named = next((x for x in (issuing_sentence(p.text, finder) for p in opening) if x), None)
    first = _first_cited(opening, finder)
    implements = Implements(first.number, first.date, first.issuer) if first else Implements()
    issuer = issuer_of(heading, named[0] if named else None)
    return PlanDocument(
        number=heading.number,
        symbol=heading.symbol,
        date=heading.date,
        place=heading.place,
        issuer=issuer,
        parent_issuer=superior_of(heading, texts, issuer, implements.issuer),
        title=heading.title,
        events=events_in(heading.title),
        implements=implements,
        signer=Signer(),
    )


def _first_cited(opening: list[Paragraph], finder: UnitFinder) -> Citation | None:
    """The document carried out: the first after "Thực hiện", else the first that is no law."""
    cited = [(p, c.document) for p in opening for c in cited_in(p.text, finder)]
    carried = [c for p, c in cited if p.text.startswith(("Thực hiện", "Triển khai"))]
    plain = [c for _, c in cited if c.kind not in _LAWS]
    return next(iter(carried or plain or [c for _, c in cited]), None)


def _bases(
    heading: Heading, opening: list[Paragraph], body: list[Paragraph], finder: UnitFinder
) -> list[Citation]:
    """Every numbered document cited, once, in the order of the text."""
    citations: list[Citation] = []
    for paragraph in opening:
        named = issuing_sentence(paragraph.text, finder)
        cut = paragraph.text[: named[1]] if named and named[1] > 0 else paragraph.text
        tail = paragraph.text[len(cut) :]
        citations += [c.document for t in (cut, tail) if t for c in cited_in(t, finder)]
    citations += [c.document for p in body for c in cited_in(p.text, finder)]
    citations += [c.document for c in cited_in(heading.title, finder)]
    own = fold(heading.number or "")
    return [c for c in merged(citations) if fold(c.number) != own]


def _work(items: list[Item], context: Context) -> tuple[list[Task], list[Remark]]:
    """Tasks and remarks of the body."""
    tasks: list[Task] = []
    remarks: list[Remark] = []
    tables = TableReader(context)
    for item in items:
        if item.heading:
            continue
        result = tables.row(item) if item.paragraph.cells else read_item(item, context)
        if isinstance(result, Remark):
            remarks.append(result)
            _share_time(item, tasks, context.year)
        else:
            tasks += [result] if isinstance(result, Task) else result
    return tasks, remarks


def _share_time(item: Item, tasks: list[Task], year: int | None) -> None:
    """Give "Thời gian thực hiện các nội dung trên: …" to the tasks of its part."""
    found = shared_time(item)
    if not found:
        return
    part = item.section.split(" > ")[0]
    for n, task in enumerate(tasks):
        if task.section.split(" > ")[0] == part:
            shared = deadline_of_cell(found["words"], year)
            tasks[n] = replace(
                task, deadline=shared.words, due=shared.due, recurring=shared.recurring
            )
