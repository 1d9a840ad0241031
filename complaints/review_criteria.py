"""What brings a matter into a review list (tiêu chí rà soát). Pure.

None but "đông người" stands in a statute (Luật Tiếp công dân 2013, art. 29); the others are the custom of
Kế hoạch 363/KH-TTCP of 20/03/2019, so their numbers are the makers' to choose, within floors.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.enums import ReviewKind

LEAST_PEOPLE, LEAST_MONTHS = 5, 6
USUAL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Criteria:
    """`ended_since`: matters settled since that day are listed too, as superior bodies ask for them."""

    kinds: tuple[str, ...] = tuple(ReviewKind.values)
    min_people: int = LEAST_PEOPLE
    min_months: int = USUAL_MONTHS
    ended_since: date | None = None

    def as_json(self) -> dict[str, Any]:
        """As the list keeps it."""
        ended = self.ended_since.isoformat() if self.ended_since else ""
        return {
            "kinds": list(self.kinds),
            "min_people": self.min_people,
            "min_months": self.min_months,
            "ended_since": ended,
        }

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Criteria:
        """As it was kept."""
        ended = kept.get("ended_since")
        return cls(
            tuple(kept["kinds"]),
            kept["min_people"],
            kept["min_months"],
            date.fromisoformat(ended) if ended else None,
        )

    def words(self) -> list[str]:
        """One sentence a criterion, as page and paper print them."""
        told = {
            ReviewKind.CROWD: f"đông người (từ {self.min_people} người)",
            ReviewKind.COMPLEX: "phức tạp (đã ghi nhận tiêu chí)",
            ReviewKind.LONG: f"kéo dài (từ {self.min_months} tháng, hoặc đã có quyết định có hiệu lực "
            "mà công dân vẫn tiếp tục)",
            ReviewKind.BACKLOG: "tồn đọng (cơ quan quá hạn giải quyết)",
        }
        found = [told[ReviewKind(kind)] for kind in ReviewKind.values if kind in self.kinds]
        if self.ended_since:
            found.append(f"gồm cả vụ việc kết thúc từ {self.ended_since:%d/%m/%Y}")
        return found


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
