"""What the pages of the overview are asked for: tree, level, days, division."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from agencies.models import Agency
from law.periods import FREE, Period, parse_period
from reports.forms import OverviewForm
from reports.overview import Question, label_of, period_of, roots_of
from reports.overview_board import Division

NAMES = ("ky", "cap", "goc", "chieu", "xep", "su_kien", "ky_sk")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question with the form it came by, the division and the trees there are."""

    form: OverviewForm
    question: Question
    division: Division
    roots: list[Agency]

    @property
    def is_narrowed(self) -> bool:
        return self.question.root not in self.roots

    @property
    def event_words(self) -> str:
        return self.form.chosen.words if self.form.chosen else ""


def asked_of(request: HttpRequest) -> Asked:
    """A tree out of reach is not found; what else is not understood is as if not asked."""
    today = timezone.localdate()
    form = OverviewForm(request.GET or None, user=request.user, today=today)
    form.is_valid()
    told = getattr(form, "cleaned_data", {})
    roots = roots_of(request.user)
    root = told.get("goc") or roots[0]
    if "goc" in form.errors or not any(root.path.startswith(known.path) for known in roots):
        raise Http404
    period, label = _days(form, told.get("ky", ""), today)
    question = Question(root, told.get("cap", ""), period, label, today)
    return Asked(form, question, Division(told.get("chieu") or Division.UNIT), roots)


def _days(form: OverviewForm, choice: str, today: date) -> tuple[Period, str]:
    """The window of the chosen event where it has a day, else the period, each with its words."""
    first, last = form.chosen.span if form.chosen else (today, date.min)
    if form.chosen and first <= last:
        return parse_period(f"{first}{FREE}{last}"), form.chosen.event.name
    return period_of(choice, today), label_of(choice, today)


def query_with(asked: QueryDict, **changed: str) -> str:
    """The query of the page with something changed; only what the page understands is kept."""
    kept = {name: asked[name] for name in NAMES if asked.get(name)} | changed
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in kept.items() if value})
    return query.urlencode()
