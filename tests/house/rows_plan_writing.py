"""A plan that the department wrote in the product."""

from plans.actions.writing import PlanInput, TaskInput, write_plan
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    told = PlanInput(
        title="Phối hợp tiếp công dân cuối năm",
        tasks=[TaskInput(text="Bố trí cán bộ trực.", leads=("Văn phòng Sở",))],
    )
    by = province.person("handler", "SKHCN")
    return {"written_plan": write_plan(agency=province["SKHCN"], told=told, by=by, now=NOW)}
