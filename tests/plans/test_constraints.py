"""Rows of plans cannot contradict themselves."""

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Event
from complaints.models import Matter
from plans.models import (
    Contingency,
    ContingencyStep,
    ManagementActivity,
    Plan,
    PlanTask,
    PlanTaskUnit,
    ReadingRequest,
    ReadingSignature,
    ReadyItem,
    SettleItem,
    TaskUpdate,
)
from tests.factories import NOW, make_agency, make_user

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


def one_task(plan, **fields) -> PlanTask:
    return PlanTask.objects.create(plan=plan, order=0, text="Việc", paragraph=0, **fields)


def refuses(rows, **values) -> bool:
    return refused(lambda: rows.update(**values))


def test_a_task_without_end_is_never_done(plan):
    user = make_user("ai")
    for kind in ("continuous", "recurring"):
        assert refused(
            lambda kind=kind: one_task(plan, kind=kind, state="done", done_at=NOW, done_by=user)
        )
    one_task(plan, kind="due", state="done", done_at=NOW, done_by=user)


def test_what_is_not_done_has_neither_time_nor_hand(plan):
    task = PlanTask.objects.filter(pk=one_task(plan).pk)
    assert refuses(task, done_at=NOW)
    assert refuses(task, done_by=make_user("ai"))


def test_a_blocked_task_says_by_what_and_no_other_does(plan):
    task = PlanTask.objects.filter(pk=one_task(plan).pk)
    assert refuses(task, state="blocked")
    assert refuses(task, blocked_by="Thiếu người.")


def test_an_answer_has_when_and_who(plan):
    unit = PlanTaskUnit.objects.create(task=one_task(plan), order=0, name="Sở", role="lead")
    rows = PlanTaskUnit.objects.filter(pk=unit.pk)
    assert refuses(rows, acceptance="accepted")
    assert refuses(rows, acceptance="declined", answered_at=NOW)
    assert refuses(rows, answered_at=NOW)
    assert refuses(rows, answered_by=make_user("ai"))
    assert refuses(rows, scope_path="LS/")


def test_a_record_shown_is_named_whole(plan):
    update = TaskUpdate.objects.create(
        task=one_task(plan), kind="evidence", happened_on=NOW.date(), made_at=NOW
    )
    rows = TaskUpdate.objects.filter(pk=update.pk)
    assert refuses(rows, ref_kind="petition")
    assert refuses(rows, ref_id=update.pk)


def test_a_plan_replaced_or_closed_has_its_day_and_none_carries_out_itself(plan):
    rows = Plan.objects.filter(pk=plan.pk)
    accepted = {"accepted_at": NOW}
    assert refuses(rows, state="replaced", **accepted)
    assert refuses(rows, replaced_on=NOW.date())
    assert refuses(rows, closed_at=NOW)
    assert refuses(rows, closed_by=make_user("ai"))
    assert refuses(rows, parent=plan)


def test_only_an_inspection_has_a_conclusion(plan):
    assert refused(
        lambda: ManagementActivity.objects.create(
            agency=plan.agency, scope_path=plan.scope_path, kind="training", title="Lớp",
            on_date=NOW.date(), concluded_on=NOW.date(), recorded_at=NOW,
            recorded_by=make_user("ai"),
        )
    )  # fmt: skip


def test_a_text_is_signed_once_by_each(plan):
    user = make_user("ai")
    activity = ManagementActivity.objects.create(
        agency=plan.agency, scope_path=plan.scope_path, kind="dissemination", title="Luật",
        on_date=NOW.date(), recorded_at=NOW, recorded_by=user,
    )  # fmt: skip
    asked = ReadingRequest.objects.create(activity=activity, text="Luật", until=NOW.date())
    ReadingSignature.objects.create(request=asked, user=user)
    assert refused(lambda: ReadingSignature.objects.create(request=asked, user=user))


def test_standing_material_keeps_its_order_and_its_days(plan):
    event = Event.objects.create(
        name="Kỳ họp", kind="other", window_from=NOW, starts_on=NOW, ends_on=NOW, window_to=NOW
    )
    home = {"agency": plan.agency, "scope_path": plan.scope_path}
    case = Contingency.objects.create(title="Đông người", sign="Từ 5 người", **home)
    ContingencyStep.objects.create(contingency=case, order=0, text="Mời đại diện", doer="Ban")
    assert refused(
        lambda: ContingencyStep.objects.create(contingency=case, order=0, text="b", doer="c")
    )
    item = ReadyItem.objects.create(event=event, text="Loa", due_on=NOW.date(), **home)
    assert refuses(ReadyItem.objects.filter(pk=item.pk), state="ready")
    assert refuses(ReadyItem.objects.filter(pk=item.pk), checked_at=NOW)


def test_a_matter_is_listed_once_and_ends_with_its_day(plan):
    event = Event.objects.create(
        name="Kỳ họp", kind="other", window_from=NOW, starts_on=NOW, ends_on=NOW, window_to=NOW
    )
    home = {"agency": plan.agency, "scope_path": plan.scope_path}
    matter = Matter.objects.create(
        kind="complaint", field="land", title="Đất", petitioner_label="Ông A",
        opened_on=NOW.date(), **home,
    )  # fmt: skip
    row = {
        "event": event, "matter": matter, "way": "Đối thoại", "in_charge": "Sở",
        "due_on": NOW.date(), "added_at": NOW, "added_by": make_user("ai"), **home,
    }  # fmt: skip
    item = SettleItem.objects.create(**row)
    assert refused(lambda: SettleItem.objects.create(**row))
    assert refuses(SettleItem.objects.filter(pk=item.pk), state="settled")
    assert refuses(SettleItem.objects.filter(pk=item.pk), closed_on=NOW.date())
