"""A question of the department's desk form."""

from reception.actions.layout import ask_question
from reception.enums import AnswerKind
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    question = ask_question(
        agency=province["SKHCN"],
        label="Khu dân cư",
        kind=AnswerKind.TEXT,
        by=province.person("handler", "SKHCN"),
        now=NOW,
    )
    return {"desk_question": question}
