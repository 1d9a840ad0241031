"""Facts that complaints itself can tell of a matter, kept like its records: many signed, complex,
several agencies, coming back after an effective decision. Corrected records correct them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min

from complaints.enums import FactKind, PetitionState
from complaints.models import Decision, Matter, MatterFact, Petition, Proceeding
from complaints.procedure.criteria import complexity
from complaints.procedure.names import StepName
from complaints.representation import MANY

_KINDS = (
    FactKind.SIGNATURES,
    FactKind.COMPLEX,
    FactKind.AGENCIES,
    FactKind.DISAGREEMENT,
    FactKind.RETURNED,
)
_CRITERIA = dict(complexity("người"))
# Nghị định 124/2020/NĐ-CP, art. 3a; Nghị định 31/2019/NĐ-CP, art. 3: letters of two criteria.
_SEVERAL_AGENCIES, _DISAGREEMENT = "đ", "e"
Key = tuple[str, str, UUID]


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact as the records tell it."""

    key: Key
    on: date
    amount: int
    sentence: str


def keep_derived(matter: Matter) -> None:
    """Writes, mends and drops these facts in the caller's transaction; those noted by hand and those
    pushed down by others stay. No row of the ledger: it is that of the record which changed."""
    petitions = list(
        Petition.objects.filter(matter=matter)
        .exclude(state=PetitionState.WITHDRAWN)
        .values("pk", "received_on", "signatories")
    )
    told = {one.key: one for one in (*_signed(petitions), *_complex(matter))}
    told |= {one.key: one for one in _returned(matter, petitions)}
    known = MatterFact.objects.filter(matter=matter, kind__in=_KINDS, reference_id__isnull=False)
    for fact in known:
        one = told.pop((fact.kind, fact.reference_kind, fact.reference_id), None)
        if one is None:
            fact.delete()
        elif (fact.happened_on, fact.amount, fact.sentence) != (one.on, one.amount, one.sentence):
            fact.happened_on, fact.amount, fact.sentence = one.on, one.amount, one.sentence
            fact.save(update_fields=["happened_on", "amount", "sentence"])
    MatterFact.objects.bulk_create(
        MatterFact(
            matter=matter, kind=one.key[0], reference_kind=one.key[1], reference_id=one.key[2],
            happened_on=one.on, amount=one.amount, sentence=one.sentence,
        )
        for one in told.values()
    )  # fmt: skip


def _signed(petitions: list[dict[str, Any]]) -> Iterator[_Told]:
    """Luật Tiếp công dân 2013, art. 29: five or more on one content."""
    for row in petitions:
        if row["signatories"] >= MANY:
            said = f"Đơn nhận ngày {row['received_on']:%d/%m/%Y} có {row['signatories']} người ký."
            key = (FactKind.SIGNATURES.value, "petition", row["pk"])
            yield _Told(key, row["received_on"], row["signatories"], said)


def _complex(matter: Matter) -> Iterator[_Told]:
    """The criteria recorded in each proceeding, and the two that speak of agencies."""
    noted = Proceeding.objects.filter(petition__matter=matter).exclude(criteria=[])
    for row in noted.values("pk", "petition_id", "criteria", "accepted_on"):
        letters = [letter for letter in _CRITERIA if letter in row["criteria"]]
        on = _noted_on(row["petition_id"]) or row["accepted_on"]
        texts = "; ".join(_CRITERIA[letter].lower() for letter in letters)
        said = f"Ghi nhận {len(letters)} trên {len(_CRITERIA)} tiêu chí phức tạp: {texts}."
        yield _Told((FactKind.COMPLEX.value, "proceeding", row["pk"]), on, len(letters), _cut(said))
        for letter, kind in (
            (_SEVERAL_AGENCIES, FactKind.AGENCIES),
            (_DISAGREEMENT, FactKind.DISAGREEMENT),
        ):
            if letter in letters:
                yield _Told((kind.value, "proceeding", row["pk"]), on, 1, f"{_CRITERIA[letter]}.")


def _noted_on(petition_id: UUID) -> date | None:
    found = Petition.objects.filter(pk=petition_id, events__step=StepName.NOTE_COMPLEX)
    day: date | None = found.aggregate(first=Min("events__happened_on"))["first"]
    return day


def _returned(matter: Matter, petitions: list[dict[str, Any]]) -> Iterator[_Told]:
    """Visits and petitions after the first decision took effect (Kế hoạch 363/KH-TTCP)."""
    decided = (
        Decision.objects.filter(petition__matter=matter, effective_on__isnull=False)
        .order_by("effective_on")
        .values("number", "effective_on")
        .first()
    )
    if decided is None:
        return
    since, number = decided["effective_on"], decided["number"]
    visits = MatterFact.objects.filter(
        matter=matter, kind=FactKind.VISIT, happened_on__gt=since, reference_id__isnull=False
    ).values("reference_kind", "reference_id", on=F("happened_on"))
    later = [(v["reference_kind"], v["reference_id"], v["on"], "đến") for v in visits]
    later += [
        ("petition", row["pk"], row["received_on"], "gửi đơn")
        for row in petitions
        if row["received_on"] > since
    ]
    for kind, pk, on, how in later:
        said = (
            f"Quyết định {number} có hiệu lực từ {since:%d/%m/%Y}; ngày {on:%d/%m/%Y} công dân "
            f"tiếp tục {how}."
        )
        yield _Told((FactKind.RETURNED.value, kind, pk), on, 1, _cut(said))


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= 300 else f"{sentence[:299]}…"
