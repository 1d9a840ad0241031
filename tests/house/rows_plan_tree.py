"""A plan of the department in force, for the routes that a draft refuses."""

from plans.models import Plan, PlanTask
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home = province["SKHCN"]
    plan = Plan.objects.create(
        agency=home, scope_path=home.path, title="Kế hoạch đang thực hiện", number="8/KH-SKHCN",
        content_hash="dang-thuc-hien", state="accepted", accepted_at=NOW, created_at=NOW,
    )  # fmt: skip
    PlanTask.objects.create(plan=plan, order=0, text="Bố trí phòng tiếp công dân.", paragraph=0)
    return {"plan_in_force": plan}
