"""A notice of the department's officer; what tasks of a plan need beside the plan itself."""

from records.actions.notices import give
from records.models import Notice
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer, task = province.person("officer", "SKHCN"), found["task"]
    give(
        users=[officer], key=f"nhiem-vu:{task.pk}", sentence="Nhiệm vụ sắp đến hạn.",
        url_name="plan_detail", subject_id=task.plan_id, now=NOW,
    )  # fmt: skip
    return {"general_notice": Notice.objects.get(user=officer)}
