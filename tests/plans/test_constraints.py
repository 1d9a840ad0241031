"""Rows of plans cannot contradict themselves."""

import pytest
from django.db import IntegrityError, transaction

from plans.models import Plan, PlanTask, PlanTaskUnit
from tests.factories import NOW, make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    agency = make_agency("LS-SKHCN")
    return Plan.objects.create(
        agency=agency, scope_path=agency.path, title="Kế hoạch", content_hash="a", created_at=NOW
    )


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_same_content_is_one_plan_per_agency(plan):
    assert refused(
        lambda: Plan.objects.create(
            agency=plan.agency, scope_path="x/", title="Khác", content_hash="a", created_at=NOW
        )
    )


def test_an_accepted_plan_has_its_time(plan):
    assert refused(lambda: Plan.objects.filter(pk=plan.pk).update(state="accepted"))


def test_a_done_task_has_its_time_and_hand(plan):
    assert refused(
        lambda: PlanTask.objects.create(plan=plan, order=0, text="Việc", paragraph=0, state="done")
    )


def test_a_task_and_a_unit_have_one_place(plan):
    task = PlanTask.objects.create(plan=plan, order=0, text="Việc", paragraph=0)
    assert refused(lambda: PlanTask.objects.create(plan=plan, order=0, text="Khác", paragraph=0))
    PlanTaskUnit.objects.create(task=task, order=0, name="Thanh tra tỉnh", role="lead")
    assert refused(
        lambda: PlanTaskUnit.objects.create(task=task, order=0, name="Sở Y tế", role="lead")
    )


def test_the_path_of_a_unit_goes_with_its_agency(plan):
    task = PlanTask.objects.create(plan=plan, order=0, text="Việc", paragraph=0)
    assert refused(
        lambda: PlanTaskUnit.objects.create(
            task=task, order=0, name="Sở Y tế", role="lead", agency=plan.agency
        )
    )
