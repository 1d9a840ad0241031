"""Who may open what by GET. One line a route: the row asked for, and a letter for each persona.

Letters: G page, F refused with the reason (403), X as if it were not there (404), M only by POST
(405), R sent elsewhere. Columns: officer, handler, head, custodian of the department that owns the row
· head above · inspector · officer of a body beside it · handler of another province · administrator
· guard of the department: F everywhere but on home and room_count, POST-only routes included.
"""

PUBLIC = {"health", "login", "logout"}

RULES: dict[str, tuple[str, str]] = {
    "home": ("", "GGGGGGGGGG"),
    "agency_list": ("", "FFFFFFFFGF"),
    "user_list": ("", "FFFFFFFFGF"),
    "file_download": ("file", "GGGXGGXXXF"),
    "job_detail": ("job", "GGGXGGXXXF"),
    "search": ("", "GGGGGGGGGF"),
    "petition_list": ("", "GGGGGGGGFF"),
    "petition_new": ("", "GGFFFFGGFF"),
    "petition_detail": ("petition", "GGGXGGXXXF"),
    "petition_process": ("petition", "FGGXFFXXXF"),
    "petition_resolve": ("petition", "FGGXFFXXXF"),
    "petition_withdraw": ("petition", "FGGXFFXXXF"),
    "matter_detail": ("matter", "GGGXGGXXXF"),
    "matter_file_add": ("matter", "MMMMMMMMMF"),
    "hotspot_raise": ("matter", "GGGXGGXXXF"),
    "identity_ask": ("sealed_matter", "XGGFGGXXXF"),
    "clock_detail": ("clock", "GGGXGGXXXF"),
    "clock_event": ("clock", "FGGXFFXXXF"),
    "hotspot_list": ("", "GGGGGGGGFF"),
    "hotspot_decide": ("hotspot", "FFGXGGXXXF"),
    "hotspot_close": ("hotspot", "FFGXGGXXXF"),
    "identity_requests": ("", "FGGGGGFGFF"),
    "identity_decide": ("identity", "FFFGFFFFFF"),
    "identity_open": ("identity", "MMMMMMMMMF"),
    "sealed_register": ("", "FFFGFFFFFF"),
    "panel_due": ("", "GGGGGGGGFF"),
    "plan_list": ("", "GGGGGGGGGF"),
    "plan_upload": ("", "FGGFGGFGFF"),
    "panel_plan_tasks": ("", "GGGGGGGGGF"),
    "plan_detail": ("plan", "GGGXGGXXXF"),
    "plan_accept": ("plan", "MMMMMMMMMF"),
    "plan_discard": ("plan", "MMMMMMMMMF"),
    "plan_task_done": ("task", "MMMMMMMMMF"),
    "visit_new": ("", "GGFFFFGGFF"),
    "person_lookup": ("", "MMMMMMMMMF"),
    "visit_list": ("", "GGGGGGGGGF"),
    "visit_detail": ("visit", "GGGXGGXXXF"),
    "visit_tell": ("visit", "MMMMMMMMMF"),
    "matter_visits": ("matter", "GGGXGGXXXF"),
    "panel_visits_today": ("", "GGGGGGGGGF"),
    "session_list": ("", "GGGGGGGGGF"),
    "session_new": ("", "GGFFFFGGFF"),
    "overview": ("", "FFGFGGFFFF"),
    "overview_chart": ("", "FFGFGGFFFF"),
    "report_list": ("", "GGGFGGGGFF"),
    "report_make": ("", "FGGFGGFGFF"),
    "figure_rows": ("", "XXXFXXXXFF"),
    "panel_reports": ("", "FGGFGGFGFF"),
    "report_detail": ("report", "GGGFGGXXFF"),
}
