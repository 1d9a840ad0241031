"""A task in the case of the department, given to its handler."""

from complaints.actions.case_tasks import add_task
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    handler = province.person("handler", "SKHCN")
    task = add_task(
        petition_id=found["petition"].pk, text="Lấy hồ sơ địa chính", assigned_to=handler,
        due_on=NOW.date(), by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"case_task": task}
