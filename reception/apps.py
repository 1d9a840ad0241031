"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class ReceptionConfig(AppConfig):
    name = "reception"
    verbose_name = "Tiếp công dân"

    def ready(self) -> None:
        from reception import (  # noqa: PLC0415 - models are not loaded yet
            demo,
            guards,
            jobs,
            navigation,
            panels,
            retention,
            searched,
            selectors,
            shown,
            stock_job,
            succession,
        )
        from reception.actions import secrecy  # noqa: PLC0415

        register(Kind.NAVIGATION, "reception", navigation.items)
        register(Kind.HOME_PANEL, "reception", panels.home)
        register(Kind.DEMO_DATA, "reception", demo.load)
        guards.register_guards()
        shown.register_shown()
        searched.register_searched()
        register(Kind.JOB, jobs.KIND, jobs.run_register_book)
        register(Kind.JOB_FILE, jobs.KIND, jobs.sees_book)
        register(Kind.JOB, stock_job.KIND, stock_job.run_import)
        register(Kind.FILE_PARENT, "stockimport", stock_job.sees_stock)
        register(Kind.RETENTION, "reception", retention.rules)
        register(Kind.LEDGER_CASE, "receipt", selectors.cases_of_receipt)
        register(Kind.SUCCESSION, "reception", succession.part)
        register(Kind.SECRECY_FOLLOWER, "reception", secrecy.follow)
