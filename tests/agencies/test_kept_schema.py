"""A database of the steps of before goes on when it has them all, and is refused half way (ADR 0045)."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from agencies.kept_schema import half_way, known_steps

PLANS = (
    "plans.0001_plans",
    "plans.0002_plans_are_lived",
    "plans.0003_kinds_of_tasks",
    "plans.0004_how_a_plan_was_read",
    "plans.0005_inspections_are_carried_out",
    "plans.0006_replaced_by_a_document_elsewhere",
    "plans.0007_evidence_of_coordination",
)


@pytest.mark.parametrize(
    ("applied", "step"),
    [
        ((), ""),
        (PLANS, ""),
        (("auth.0001_initial", *PLANS, "plans.0001_all_tables"), ""),
        (PLANS[:3], "plans.0003_kinds_of_tasks"),
        (PLANS[1:], "plans.0007_evidence_of_coordination"),
    ],
)
def test_only_some_steps_of_an_app_are_half_way(applied, step):
    assert half_way(set(applied)) == step


def test_replaced_steps_are_known():
    assert {*PLANS, "plans.0001_all_tables"} <= known_steps()
    assert "plans.0099_later" not in known_steps()


@pytest.mark.django_db
def test_migrate_refuses_a_database_half_way():
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'plans' "
            "AND name IN ('0001_all_tables', '0006_replaced_by_a_document_elsewhere', %s)",
            ["0007_evidence_of_coordination"],
        )
    with pytest.raises(SystemCheckError) as caught:
        call_command("migrate", skip_checks=False, verbosity=0)
    assert (
        "Cơ sở dữ liệu dừng ở bước plans.0005_inspections_are_carried_out của một phiên bản trước; "
        "hãy nâng cấp bằng phiên bản trung gian nêu trong docs/adr/0045-one-migration-per-app.md rồi "
        "chạy lại."
    ) in str(caught.value)
