"""Who may open what by GET. One line a route: the row asked for, and a letter for each persona.

Letters: G page, F refused with the reason (403), X as if it were not there (404), M only by POST
(405), R sent elsewhere. Columns: officer, handler, head, custodian of the department that owns the row
· head above · inspector · officer of a body beside it · handler of another province · administrator.
"""

PUBLIC = {"health", "login", "logout"}

RULES: dict[str, tuple[str, str]] = {
    "home": ("", "GGGGGGGGG"),
    "agency_list": ("", "FFFFFFFFG"),
    "user_list": ("", "FFFFFFFFG"),
    "file_download": ("file", "GGGXGGXXX"),
    "job_detail": ("job", "GGGXGGXXX"),
    "search": ("", "GGGGGGGGG"),
    "petition_list": ("", "GGGGGGGGF"),
    "petition_new": ("", "GGFFFFGGF"),
    "petition_detail": ("petition", "GGGXGGXXX"),
    "petition_process": ("petition", "FGGXFFXXX"),
    "petition_resolve": ("petition", "FGGXFFXXX"),
    "petition_withdraw": ("petition", "FGGXFFXXX"),
    "matter_detail": ("matter", "GGGXGGXXX"),
    "matter_file_add": ("matter", "MMMMMMMMM"),
    "hotspot_raise": ("matter", "GGGXGGXXX"),
    "identity_ask": ("sealed_matter", "XGGFGGXXX"),
    "clock_detail": ("clock", "GGGXGGXXX"),
    "clock_event": ("clock", "FGGXFFXXX"),
    "hotspot_list": ("", "GGGGGGGGF"),
    "hotspot_decide": ("hotspot", "FFGXGGXXX"),
    "hotspot_close": ("hotspot", "FFGXGGXXX"),
    "identity_requests": ("", "FGGGGGFGF"),
    "identity_decide": ("identity", "FFFGFFFFF"),
    "identity_open": ("identity", "MMMMMMMMM"),
    "sealed_register": ("", "FFFGFFFFF"),
    "panel_due": ("", "GGGGGGGGF"),
    "plan_list": ("", "GGGGGGGGG"),
    "plan_upload": ("", "FGGFGGFGF"),
    "panel_plan_tasks": ("", "GGGGGGGGG"),
    "plan_detail": ("plan", "GGGXGGXXX"),
    "plan_accept": ("plan", "MMMMMMMMM"),
    "plan_discard": ("plan", "MMMMMMMMM"),
    "plan_task_done": ("task", "MMMMMMMMM"),
    "visit_new": ("", "GGFFFFGGF"),
    "person_lookup": ("", "MMMMMMMMM"),
    "visit_list": ("", "GGGGGGGGG"),
    "visit_detail": ("visit", "GGGXGGXXX"),
    "visit_tell": ("visit", "MMMMMMMMM"),
    "matter_visits": ("matter", "GGGXGGXXX"),
    "panel_visits_today": ("", "GGGGGGGGG"),
    "session_list": ("", "GGGGGGGGG"),
    "session_new": ("", "GGFFFFGGF"),
    "overview": ("", "FFGFGGFFF"),
    "overview_chart": ("", "FFGFGGFFF"),
    "report_list": ("", "GGGFGGGGF"),
    "report_make": ("", "FGGFGGFGF"),
    "figure_rows": ("", "XXXFXXXXF"),
    "report_detail": ("report", "GGGFGGXXF"),
}
