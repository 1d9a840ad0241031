"""A task in force of the department, one of its units, and a notice about it."""

from plans.models import PlanTask, PlanTaskUnit
from records.actions.notices import give
from records.models import Notice
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer = province.person("officer", "SKHCN")
    task = PlanTask.objects.filter(plan=found["plan_in_force"]).first()
    unit = PlanTaskUnit.objects.create(
        task=task, order=9, name="Sở", role="lead", agency=province["SKHCN"],
        scope_path=province["SKHCN"].path,
    )  # fmt: skip
    give(
        users=[officer], key=f"nhiem-vu:{task.pk}", sentence="Nhiệm vụ sắp đến hạn.",
        url_name="task_detail", subject_id=task.pk, now=NOW,
    )  # fmt: skip
    notice = Notice.objects.get(user=officer, subject_id=task.pk)
    return {"task_in_force": task, "task_unit": unit, "general_notice": notice}
