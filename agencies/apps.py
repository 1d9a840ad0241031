"""App configuration."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models import UUIDField

from agencies.registry import Kind, register


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Cơ quan, người dùng, lịch"

    def ready(self) -> None:
        from agencies import (  # noqa: PLC0415 - models are loaded
            checks,  # noqa: F401
            middleware,
            navigation,
            own_sessions,
        )

        # Django has no Vietnamese for a key that is none; it is said beside the choice that was sent so.
        UUIDField.default_error_messages = {"invalid": "Hãy chọn một mục trong danh sách."}
        register(Kind.NAVIGATION, "agencies", navigation.items)
        register(Kind.HOME_PANEL, "agencies", navigation.home)
        register(Kind.NOTICE_SUBJECT, "own_account", own_sessions.own_account)
        user_logged_in.connect(middleware.note_sign_in, dispatch_uid="agencies.note_sign_in")
