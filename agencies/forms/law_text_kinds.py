"""Which form a kind of text to adopt is written in."""

from agencies.enums import LawTextKind
from agencies.forms.law_texts import CalendarTextForm, RuleTextForm
from agencies.forms.regime_text import RegimeTextForm

AnyTextForm = CalendarTextForm | RuleTextForm | RegimeTextForm
FORMS: dict[LawTextKind, type[AnyTextForm]] = {
    LawTextKind.CALENDAR: CalendarTextForm,
    LawTextKind.RULE: RuleTextForm,
    LawTextKind.REGIME: RegimeTextForm,
}
