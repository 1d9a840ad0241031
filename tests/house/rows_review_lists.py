"""A review list of the department, issued by its head, with the matter of the matrix in it."""

from complaints.actions.review_lists import issue_list, make_list
from complaints.models import Matter
from complaints.review_criteria import Criteria
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    head = province.person("head", "SKHCN")
    Matter.objects.filter(pk=found["matter"].pk).update(people_count=7)
    made = make_list(
        agency=province["SKHCN"], title="Danh sách rà soát", criteria=Criteria(),
        as_of=NOW.date(), by=head, now=NOW,
    )  # fmt: skip
    issued = issue_list(
        list_id=made.pk, decision_number="12/QĐ-SKHCN", decision_on=NOW.date(), by=head, now=NOW
    )
    return {
        "review_list": issued,
        "review_item": issued.items.get(matter=found["matter"]),
    }
