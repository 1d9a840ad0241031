"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "Vụ việc, đơn, điểm nóng, danh tính kín"

    def ready(self) -> None:
        from complaints import navigation, panels  # noqa: PLC0415 - models are not loaded yet

        register(Kind.NAVIGATION, "complaints", navigation.items)
        register(Kind.HOME_PANEL, "complaints", panels.home)
