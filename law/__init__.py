"""The law: pure Python over data it is given; no Django, no time of its own, only the stdlib.

By when, under which article, counted how::

    from law.clock import clock
    from law.shipped import shipped_calendar, shipped_rules

    result = clock(
        rule=shipped_rules().get("KN_THULY"),   # Rule; aliases work, unknown names near ones
        start=received_on,                      # the trigger day, not counted
        branches={Branch.COMPLEX},              # law.enums; from text: law.rules.parse_branches
        events=[Event(EventType.PAUSE, on, ground, document)],  # law.events; JSON: parse_events
        calendar=shipped_calendar(),            # law.calendar.WorkingCalendar
        today=today,
        done_on=None,                           # the day the duty was done stops the clock
    )
    result.due, result.days_left, result.state, result.sentence, result.note, result.days

Modules:

- `clock`: `clock(...) -> ClockResult` (`result`), the one door; `explain`: `result_as_json`,
  `rule_as_json`, `explanation` (lines of “vì sao ngày này?”), `rule_line`.
- `rules`: `Rule`, `RuleVersion`, `RuleBook`, `parse_branches`; `rule_data`: `rule_book(tables)`
  validates TOML tables, also those of a text adopted later; `shipped`: what this release brings.
- `calendar`: `WorkingCalendar(days)` with `reason(date)`, `is_working`, `on_or_after`,
  `on_or_before`, `covers`, `years`; `CalendarDay`; `working_calendar(tables)`.
- `events`: `Event`, `Pause`, `parse_events`, `course_of` (the checks).
- `alternatives`: `under_other_versions(Situation(...))`, what another version would give.
- `periods`: `parse_period("2026-Q1") -> Period`, `week_of(day)`, `previous_period(period)`.
- `archives`: `ArchiveRules`, when files of ended matters go to the archives and how long they stay.
- `comparison`: differences between this calendar and another one.
- `dates`: `parse_date`, `vn_date`, `vn_day`; `enums`: closed lists with their Vietnamese words.
- `errors`: `LawError`, the only exception: one Vietnamese sentence for the person.
"""
