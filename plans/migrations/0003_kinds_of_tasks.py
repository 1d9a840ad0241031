"""Tasks already kept get the kind that their words give; a task that is done stays as it is."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RHYTHMS = (
    ("daily", ("hằng ngày", "hàng ngày")),
    ("weekly", ("hằng tuần", "hàng tuần")),
    ("monthly", ("hằng tháng", "hàng tháng")),
    ("quarterly", ("hằng quý", "hàng quý")),
)


def tell_kinds(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tasks = apps.get_model("plans", "PlanTask").objects.exclude(state="done")
    tasks.filter(due_on__isnull=False).update(kind="due")
    for task in tasks.filter(due_on__isnull=True, recurring=True).iterator():
        words = f"{task.deadline_text} {task.text}".lower()
        rhythm = next((name for name, said in RHYTHMS if any(w in words for w in said)), "")
        task.kind, task.rhythm = ("recurring", rhythm) if rhythm else ("continuous", "")
        task.save(update_fields=["kind", "rhythm"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_plans_are_lived")]

    operations = [migrations.RunPython(tell_kinds, migrations.RunPython.noop)]
