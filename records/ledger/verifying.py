"""Whether the ledger is what was sealed: names the first range that is not (verify_audit)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from records.ledger.anchors import Anchor
from records.ledger.keys import id_of, is_signed
from records.ledger.merkle import Tree
from records.ledger.rows import Leaf
from records.ledger.seals import FIRST, Seal


@dataclass(slots=True)
class Verdict:
    """What was looked at, and the sentence on the first thing that is broken ("" when none is)."""

    seals: int = 0
    sealed_rows: int = 0
    late_rows: int = 0
    unsealed_rows: int = 0
    broken: str = ""
    first_id: int | None = None
    last_id: int | None = None


def chain_fault(
    seals: Sequence[Seal], anchors: Sequence[Anchor], keys: Mapping[str, str]
) -> tuple[Seal | None, str]:
    """The first seal that does not follow from the one before it or was not signed by a known key.

    `anchors` were kept elsewhere: a seal that differs from its anchor, or is gone, was put there or
    taken away later, even by somebody who holds the key.
    """
    known = dict(keys)
    known |= {id_of(a.public_key): a.public_key for a in anchors if _is_key(a.public_key)}
    anchored = _by_number(anchors)
    before: Seal | None = None
    for seal in seals:
        fault = _fault(seal, before, known) or _beside(seal, anchored.get(seal.number, set()))
        if fault:
            return seal, fault
        before = seal
    last = before.number if before else 0
    if beyond := [number for number in sorted(anchored) if number > last]:
        return None, (
            f"Neo có niêm phong số {beyond[0]} mà sổ vết chỉ còn đến số {last}: đuôi sổ bị cắt "
            "hoặc cả sổ bị thay bằng bản cũ."
        )
    return None, ""


def _is_key(public: str) -> bool:
    return len(public) == 64 and all(letter in "0123456789abcdef" for letter in public)


def _by_number(anchors: Iterable[Anchor]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for anchor in anchors:
        found.setdefault(anchor.seal, set()).add(anchor.digest)
    return found


def _fault(seal: Seal, before: Seal | None, keys: Mapping[str, str]) -> str:
    number, previous, after, total = (
        (before.number + 1, before.digest, before.last_id, before.total)
        if before
        else (1, FIRST, 0, 0)
    )
    if seal.number != number:
        return f"Thiếu niêm phong số {number}: sau nó còn niêm phong số {seal.number}."
    if seal.digest != seal.counted_digest():
        return f"Niêm phong số {number} bị sửa."
    if seal.previous != previous:
        return f"Niêm phong số {number} không nối với niêm phong trước nó."
    if seal.key_id not in keys:
        return f"Niêm phong số {number} do một khóa lạ ký (mã {seal.key_id})."
    if not is_signed(seal.digest, seal.signature, keys[seal.key_id]):
        return f"Chữ ký của niêm phong số {number} không đúng."
    if seal.first_id != after + 1 or seal.total != total + seal.count:
        return f"Niêm phong số {number} không nối với niêm phong trước nó."
    return ""


def _beside(seal: Seal, anchored: set[str]) -> str:
    if anchored - {seal.digest}:
        return f"Niêm phong số {seal.number} khác với neo: sổ vết bị thay hoặc được lập lại."
    return ""


def examine(
    seals: Sequence[Seal],
    rows: Iterable[Leaf],
    anchors: Sequence[Anchor],
    keys: Mapping[str, str],
    waiting: Collection[int] = (),
) -> Verdict:
    """The verdict on `rows`, all of them in the order of their numbers.

    `waiting`: numbers of late rows that the next seal will take in.
    """
    seal, fault = chain_fault(seals, anchors, keys)
    verdict = Verdict(
        seals=len(seals),
        sealed_rows=seals[-1].total if seals else 0,
        late_rows=sum(len(one.late) for one in seals),
        broken=fault,
    )
    if fault:
        verdict.first_id, verdict.last_id = (seal.first_id, seal.last_id) if seal else (None, None)
        return verdict
    walk = _Walk(seals, verdict, waiting)
    for number, leaf in rows:
        if walk.take(number, leaf):
            return verdict
    walk.finish()
    return verdict


class _Walk:
    """Goes along rows and seals together, in memory that does not grow with the rows."""

    def __init__(self, seals: Sequence[Seal], verdict: Verdict, waiting: Collection[int]) -> None:
        self.seals, self.verdict, self.at, self.tree = seals, verdict, 0, Tree()
        self.waiting = frozenset(waiting)
        self.late_in = {number: seal.number for seal in seals for number in seal.late}
        self.late_leaves: dict[int, bytes] = {}

    def take(self, number: int, leaf: bytes) -> bool:
        """Takes the next row; True when something before it is broken."""
        while self.at < len(self.seals) and number > self.seals[self.at].last_id:
            if self._close():
                return True
        if self.at == len(self.seals) or number in self.waiting:
            self.verdict.unsealed_rows += 1
        elif number in self.late_in and number < self._first_of(self.late_in[number]):
            self.late_leaves[number] = leaf
        else:
            self.tree.add(leaf)
        return False

    def finish(self) -> None:
        """Closes what is left; the first broken range stops it."""
        while self.at < len(self.seals) and not self._close():
            pass

    def _first_of(self, number: int) -> int:
        return self.seals[number - 1].first_id

    def _close(self) -> bool:
        """Compares the range of the present seal with what came for it."""
        seal = self.seals[self.at]
        for number in seal.late:
            if (leaf := self.late_leaves.pop(number, None)) is not None:
                self.tree.add(leaf)
        if self.tree.count == seal.count and self.tree.root().hex() == seal.root:
            self.at, self.tree = self.at + 1, Tree()
            return False
        self.verdict.broken = _told(seal, self.tree.count)
        self.verdict.first_id, self.verdict.last_id = seal.first_id, seal.last_id
        return True


def _told(seal: Seal, found: int) -> str:
    what = "có dòng bị sửa hoặc bị đổi chỗ"
    if found < seal.count:
        what = f"thiếu {seal.count - found} dòng"
    elif found > seal.count:
        what = f"thừa {found - seal.count} dòng"
    moment = timezone.localtime(seal.sealed_at)
    return (
        f"Sổ vết hỏng ở khoảng dòng {seal.first_id}–{seal.last_id} (niêm phong số {seal.number}, "
        f"{moment:%d/%m/%Y %H:%M}): {what}."
    )
