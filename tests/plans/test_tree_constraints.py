"""A plan that ended or hangs in a tree cannot contradict itself: rules of the database, violated."""

import pytest
from django.db import IntegrityError, transaction

from plans.models import Plan
from tests.factories import NOW
from tests.plans.test_tree import TODAY, a_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"replaced_document": "Chỉ thị số 20"},
        {"state": "replaced"},
        {"replaced_on": TODAY},
        {"closed_at": NOW},
        {"state": "closed"},
    ],
)
def test_the_end_of_a_plan_cannot_contradict_itself(province, columns):
    plan = a_plan(province["SKHCN"])
    if columns == {"state": "closed"}:
        columns = {"state": "closed", "replaced_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**columns)


def test_a_plan_does_not_carry_out_itself(province):
    plan = a_plan(province["SKHCN"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(parent=plan)
