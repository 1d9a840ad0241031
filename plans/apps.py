"""App configuration."""

from typing import Any

from django.apps import AppConfig

from agencies.registry import Kind, register


def _sees_file(*, user: Any, parent_id: Any) -> bool:
    """The document itself is for the issuer's side; units see their tasks on the page."""
    from plans.models import Plan  # noqa: PLC0415 - models are not loaded before ready()

    return Plan.objects.filter(user.access.scope_q(), pk=parent_id).exists()


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch phối hợp"

    def ready(self) -> None:
        from plans import navigation, sample  # noqa: PLC0415 - models are not loaded yet

        register(Kind.NAVIGATION, "plans", navigation.items)
        register(Kind.HOME_PANEL, "plans", navigation.home)
        register(Kind.FILE_PARENT, "plan", _sees_file)
        register(Kind.DEMO_DATA, "plans", sample.load)
