"""App configuration."""

from django.apps import AppConfig

from agencies.registry import Kind, register


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "Vụ việc, đơn, điểm nóng, danh tính kín"

    def ready(self) -> None:
        from complaints import (  # noqa: PLC0415 - models come first
            backup_key,
            guards,
            held_work,
            jobs,
            navigation,
            notice_guards,
            notice_source,
            panels,
            protection_guards,
            review_jobs,
            saved_pages,
            searched,
            selectors,
            shown,
            signal_jobs,
            warning_levels,
        )
        from complaints.actions import assessment_jobs, originals, succession  # noqa: PLC0415
        from complaints.vault import checks  # noqa: F401, PLC0415 - registers itself

        register(Kind.NAVIGATION, "complaints", navigation.items)
        register(Kind.HOME_PANEL, "complaints", panels.home)
        register(Kind.FILE_PARENT, "matter", selectors.sees_matter)
        register(Kind.SEALED_BYTES, "matter", originals.bytes_for_scanner)
        register(Kind.LEDGER_ROOT, "matter", selectors.case_root)
        register(Kind.KEPT_KEY, "identity", backup_key.identity_key)
        guards.register_guards()
        notice_guards.register_guards()
        protection_guards.register_guards()
        register(Kind.NOTICE_SOURCE, warning_levels.DUE, notice_source.source)
        shown.register_shown()
        searched.register_searched()
        saved_pages.register_saved_pages()
        register(Kind.LAW_EFFECT, "complaints", jobs.measure)
        register(Kind.LAW_ADOPTED, "complaints", jobs.ask_law_change)
        register(Kind.JOB, jobs.LAW_CHANGE, jobs.run_law_change)
        register(Kind.JOB, jobs.DUE_WARNINGS, jobs.run_due_warnings)
        register(Kind.JOB, assessment_jobs.ASSESS, signal_jobs.run_assessment)
        register(Kind.SUCCESSION, "complaints", succession.part)
        register(Kind.HELD_WORK, "complaints", held_work.part)
        register(Kind.JOB, signal_jobs.ROUND, signal_jobs.run_round)
        register(Kind.JOB, review_jobs.FILL, review_jobs.run_filling)
        register(Kind.JOB, review_jobs.TELL, review_jobs.run_telling)
