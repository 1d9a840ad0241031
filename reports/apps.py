"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo, tổng quan"

    def ready(self) -> None:
        from reports import (  # noqa: PLC0415 - models are not loaded yet
            demo,
            demo_exchange,
            demo_lists,
            demo_openings,
            demo_regimes,
            demo_schedules,
            demo_upward,
            jobs,
            navigation,
            notice_guards,
            panels,
            regime_guard,
            rights,
            saved_pages,
            shown,
            succession,
        )
        from reports.exchange import exporting  # noqa: PLC0415

        shown.register_shown()
        notice_guards.register_guards()
        register(Kind.SUCCESSION, "reports", succession.part)
        register(Kind.NAVIGATION, "reports", navigation.items)
        register(Kind.SAVED_PAGE, "overview", saved_pages.overview)
        register(Kind.DEMO_DATA, "reports", demo.load)
        register(Kind.DEMO_DATA, "reports_exchange", demo_exchange.load)
        register(Kind.DEMO_DATA, "reports_lists", demo_lists.load)
        register(Kind.DEMO_DATA, "reports_openings", demo_openings.load)
        register(Kind.DEMO_DATA, "reports_regimes", demo_regimes.load)
        register(Kind.DEMO_DATA, "reports_schedules", demo_schedules.load)
        register(Kind.DEMO_DATA, "reports_upward", demo_upward.load)
        register(Kind.HOME_PANEL, "reports", panels.home)
        register(Kind.JOB, jobs.KIND, jobs.run_weekly_report)
        register(Kind.JOB, jobs.ANY_KIND, jobs.run_report)
        register(Kind.JOB, exporting.EXPORT_JOB, exporting.run_export)
        register(Kind.JOB_FILE, exporting.EXPORT_JOB, exporting.sees_export)
        register(Kind.REGIME_OBJECTION, "reports", regime_guard.objection)
        register(Kind.FILE_PARENT, "report", rights.sees_report)
        register(Kind.DOCUMENT_SUBJECT, "afteraction", rights.reviews_seen)
        register(Kind.DOCUMENT_SUBJECT, "report", rights.reports_seen)
        register(Kind.SEARCH_SUBJECT, "afteraction", rights.all_reviews)
        register(Kind.SEARCH_SUBJECT, "report", rights.all_reports)
