"""A plan of the province in force with tasks of each kind: what tests of tasks start from."""

from datetime import date, datetime, timedelta

from plans.enums import TaskKind
from plans.models import Plan, PlanTask, PlanTaskUnit
from tests.factories import NOW, Province

ACCEPTED = datetime(2026, 10, 1, 8, tzinfo=NOW.tzinfo)
TODAY = NOW.date()


def make_plan(province: Province, part: str = "UBND", **fields: object) -> Plan:
    """A plan accepted on 01/10/2026."""
    agency = province[part]
    return Plan.objects.create(
        agency=agency, scope_path=agency.path, title="Kế hoạch phục vụ kỳ họp",
        number="12/KH-UBND", content_hash=f"{part}{fields}", paragraphs=["Đoạn gốc của nhiệm vụ."],
        created_at=ACCEPTED,
        **{"state": "accepted", "accepted_at": ACCEPTED, **fields},
    )  # fmt: skip


def make_task(
    plan: Plan, text: str = "Rà soát vụ việc phức tạp.", *units: tuple, **fields: object
) -> PlanTask:
    """A task; `units`: (name, role, agency or None)."""
    task = PlanTask.objects.create(
        plan=plan, order=plan.tasks.count(), text=text, paragraph=0, **fields
    )
    for n, (name, role, agency) in enumerate(units):
        PlanTaskUnit.objects.create(
            task=task, order=n, name=name, role=role, agency=agency,
            scope_path=agency.path if agency else "",
        )  # fmt: skip
    return task


def led_task(province: Province, plan: Plan | None = None, **fields: object) -> PlanTask:
    """Led by the department, the commune cooperates, due in two days."""
    plan = plan or make_plan(province)
    fields = {"kind": TaskKind.DUE, "due_on": TODAY + timedelta(days=2), **fields}
    return make_task(
        plan, "Rà soát vụ việc phức tạp.",
        ("Sở KH&CN", "lead", province["SKHCN"]), ("UBND xã Tân Thanh", "cooperate", province["XA"]),
        **fields,
    )  # fmt: skip


def continuous_task(province: Province, plan: Plan | None = None, **fields: object) -> PlanTask:
    """Goes on as long as the plan."""
    return led_task(province, plan, **{"kind": TaskKind.CONTINUOUS, "due_on": None, **fields})


def police_task(province: Province, plan: Plan | None = None) -> PlanTask:
    """The paragraph about the police; they are no agency of the house."""
    return make_task(
        plan or make_plan(province), "Bảo đảm an ninh, trật tự.", ("Công an tỉnh", "lead", None)
    )


def day(n: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=n)
