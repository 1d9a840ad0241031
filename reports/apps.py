"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo, tổng quan"

    def ready(self) -> None:
        from reports import navigation  # noqa: PLC0415 - models are not loaded yet

        register(Kind.NAVIGATION, "reports", navigation.items)
