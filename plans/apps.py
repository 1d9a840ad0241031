"""App configuration."""

from typing import Any

from django.apps import AppConfig

from agencies.registry import Kind, register


def _sees_file(*, user: Any, parent_id: Any) -> bool:
    """The document itself is for the issuer's side; units see their tasks on the page."""
    from plans.models import Plan  # noqa: PLC0415 - models are not loaded before ready()

    return Plan.objects.filter(user.access.scope_q(), pk=parent_id).exists()


def _sees_task(*, user: Any, parent_id: Any) -> bool:
    """A file shown as evidence is for whoever sees the task."""
    from plans.models import PlanTask  # noqa: PLC0415 - models are not loaded before ready()

    return PlanTask.objects.visible_to(user).filter(pk=parent_id).exists()


def _plans_seen(*, user: Any) -> Any:
    """Whoever sees the plan sees the document in which it went out."""
    from plans.models import Plan  # noqa: PLC0415 - models are not loaded before ready()

    return Plan.objects.visible_to(user)


def _plans() -> Any:
    """The documents in which plans went out are found by the search."""
    from plans.models import Plan  # noqa: PLC0415 - models are not loaded before ready()

    return Plan.objects.all()


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch phối hợp"

    def ready(self) -> None:
        from plans import (  # noqa: PLC0415 - models are not loaded yet
            demo_standing,
            demo_tasks,
            demo_tree,
            demo_writing,
            evidence_refs,
            navigation,
            notice_guards,
            readings,
            sample,
            succession,
        )

        register(Kind.SUCCESSION, "plans", succession.part)
        register(Kind.NAVIGATION, "plans", navigation.items)
        register(Kind.HOME_PANEL, "plans", navigation.home)
        register(Kind.FILE_PARENT, "plan", _sees_file)
        register(Kind.FILE_PARENT, "plantask", _sees_task)
        register(Kind.FILE_PARENT, "managementactivity", readings.sees_file)
        evidence_refs.register_shown()
        notice_guards.register_guards()
        register(Kind.DOCUMENT_SUBJECT, "plan", _plans_seen)
        register(Kind.SEARCH_SUBJECT, "plan", _plans)
        register(Kind.DEMO_DATA, "plans", sample.load)
        register(Kind.DEMO_DATA, "plans_tasks", demo_tasks.load)
        register(Kind.DEMO_DATA, "plans_tree", demo_tree.load)
        # After the desk's year: matters to be settled come from it.
        register(Kind.DEMO_DATA, "standing", demo_standing.load)
        # After the desk's year, so that numbers of documents follow their days.
        register(Kind.DEMO_DATA, "written_plans", demo_writing.load)
