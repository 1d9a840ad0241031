"""Rule-based reader of coordination plans (kế hoạch phối hợp). Pure: bytes in, a plan out (ADR 0005)."""

from plans.parser.errors import PlanReadError
from plans.parser.reading import parse_plan
from plans.parser.structure import PlanDocument

__all__ = ["PlanDocument", "PlanReadError", "parse_plan"]
