"""App configuration: fills the ledger door and grants the runtime role its rights."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from agencies.registry import Kind, register


def _grant(sender: AppConfig, using: str, **kwargs: Any) -> None:
    from records import runtime_role  # noqa: PLC0415 - needs the app registry

    runtime_role.grant(using)


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Sổ sách, tệp, sổ vết, việc chạy nền"

    def ready(self) -> None:
        from records import (  # noqa: PLC0415 - models are not loaded before ready()
            demo_filters,
            demo_letters,
            demo_unit_ends,
            documents,
            job_files,
            navigation,
            notices,
            retention_rules,
            search_form,
            searched,
            succession,
        )
        from records.actions import (  # noqa: PLC0415
            ledger,
            scanning,
            sealing_ledger,
            sign_in,
        )
        from records.actions.notices import give  # noqa: PLC0415
        from records.ledger import backup_key  # noqa: PLC0415

        register(Kind.LEDGER_WRITER, "records", ledger.write)
        register(Kind.NOTICE_WRITER, "records", give)
        register(Kind.NAVIGATION, "records", navigation.items)
        register(Kind.HOME_PANEL, "records", navigation.home)
        register(Kind.NOTICE_SOURCE, "general", notices.source)
        register(Kind.DEMO_DATA, "saved_filters", demo_filters.load)
        register(Kind.DEMO_DATA, "unit_ends", demo_unit_ends.load)
        # After the others, so that nothing they tell becomes a letter.
        register(Kind.DEMO_DATA, "waiting_letters", demo_letters.load)
        register(Kind.FILE_PARENT, "issueddocument", documents.sees_document)
        register(Kind.FILE_PARENT, "job", job_files.sees_job_file)
        register(Kind.JOB, scanning.KIND, scanning.run)
        register(Kind.SEARCH_ROWS, searched.KIND, searched.documents)
        register(Kind.SAVED_PAGE, "search", search_form.asked_by)
        register(Kind.RETENTION, "records", retention_rules.rules)
        register(Kind.SUCCESSION, "records", succession.part)
        register(Kind.UNIT_ENDED, "records", succession.ask)
        register(Kind.JOB, succession.KIND, succession.run)
        register(Kind.KEPT_KEY, "ledger", backup_key.ledger_key)
        register(Kind.JOB, sealing_ledger.KIND, sealing_ledger.run_sealing)
        sign_in.connect()
        # Django's own signal: the only moment at which all tables are there (ADR 0004).
        post_migrate.connect(_grant, sender=self, dispatch_uid="records.grant")
