"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Cơ quan, người dùng, lịch"

    def ready(self) -> None:
        from agencies import navigation  # noqa: PLC0415 - models are not loaded before ready()

        register(Kind.NAVIGATION, "agencies", navigation.items)
