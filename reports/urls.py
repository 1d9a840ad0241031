"""URLs of reports."""

from django.urls import path

from reports.views import (
    after_action,
    batches,
    board,
    cells,
    checks,
    exchange,
    figures,
    incidents,
    opening,
    overview,
    quick,
    quick_rollup,
    regimes,
    report_page,
    report_steps,
    reports,
    schedules,
    tables,
    verifying,
)

urlpatterns = [
    path("tong-quan/", overview.overview, name="overview"),
    path("tong-quan/bieu-do/", overview.overview_chart, name="overview_chart"),
    path("bao-cao/so-lieu/", figures.figure_rows, name="figure_rows"),
    # L: reports of every kind, their life, the way upward
    path("bao-cao/", reports.report_list, name="report_list"),
    path("bao-cao/moi/", reports.panel_reports, name="panel_reports"),
    path("bao-cao/phai-gui/", reports.panel_owed, name="panel_owed"),
    path("bao-cao/lap/", reports.report_make, name="report_make"),
    path("bao-cao/<uuid:pk>/", report_page.report_detail, name="report_detail"),
    path("bao-cao/<uuid:pk>/tai-ve/", report_page.report_file, name="report_file"),
    path("bao-cao/<uuid:pk>/chenh-lech/", report_page.report_difference, name="report_difference"),
    path("bao-cao/<uuid:pk>/soan/", report_steps.report_edit, name="report_edit"),
    path("bao-cao/<uuid:pk>/buoc/", report_steps.report_step, name="report_step"),
    path("bao-cao/<uuid:pk>/ban-da-ky/", report_steps.report_signed, name="report_signed"),
    path("bao-cao/tiep-nhan/", board.report_board, name="report_board"),
    path("bao-cao/tiep-nhan/don-doc/", board.report_urge, name="report_urge"),
    path("bao-cao/don-doc/<uuid:pk>/", board.report_urged, name="report_urged"),
    path("bao-cao/han-gui/", board.sending_days, name="sending_days"),
    # Q: quick reports, incidents
    path("bao-cao-nhanh/", quick.quick_list, name="quick_list"),
    path("bao-cao-nhanh/hom-nay/", quick.panel_quick, name="panel_quick"),
    path("bao-cao-nhanh/su-kien/<uuid:pk>/gui/", quick.quick_new, name="quick_new"),
    path(
        "bao-cao-nhanh/su-kien/<uuid:pk>/khong-phat-sinh/",
        quick.quick_nothing,
        name="quick_nothing",
    ),
    path("bao-cao-nhanh/su-kien/<uuid:pk>/", quick_rollup.quick_rollup, name="quick_rollup"),
    path(
        "bao-cao-nhanh/su-kien/<uuid:pk>/pdf/",
        quick_rollup.quick_rollup_pdf,
        name="quick_rollup_pdf",
    ),
    path("bao-cao-nhanh/su-kien/<uuid:pk>/don-doc/", quick_rollup.quick_urge, name="quick_urge"),
    path("bao-cao-nhanh/<uuid:pk>/", quick.quick_detail, name="quick_detail"),
    path("bao-cao-nhanh/<uuid:pk>/dinh-chinh/", quick.quick_correct, name="quick_correct"),
    path("bao-cao-dot-xuat/", incidents.incident_list, name="incident_list"),
    path("bao-cao-dot-xuat/moi/", incidents.incident_new, name="incident_new"),
    path("bao-cao-dot-xuat/<uuid:pk>/", incidents.incident_detail, name="incident_detail"),
    path("bao-cao-dot-xuat/<uuid:pk>/pdf/", incidents.incident_pdf, name="incident_pdf"),
    # Comparison of windows, after-action review
    path("su-kien/<uuid:pk>/so-sanh/", after_action.event_compare, name="event_compare"),
    path("su-kien/<uuid:pk>/danh-gia/", after_action.after_action, name="after_action"),
    path("danh-gia/<uuid:pk>/", after_action.after_action_detail, name="after_action_detail"),
    path("danh-gia/<uuid:pk>/soan/", after_action.after_action_edit, name="after_action_edit"),
    path("danh-gia/<uuid:pk>/buoc/", after_action.after_action_step, name="after_action_step"),
    path("danh-gia/<uuid:pk>/pdf/", after_action.after_action_pdf, name="after_action_pdf"),
    path("danh-gia/<uuid:pk>/docx/", after_action.after_action_docx, name="after_action_docx"),
    # S: schedules and batches
    path("bao-cao/lich/", schedules.schedule_list, name="report_schedule_list"),
    path("bao-cao/lich/them/", schedules.schedule_new, name="report_schedule_new"),
    path("bao-cao/lich/<uuid:pk>/", schedules.schedule_edit, name="report_schedule_edit"),
    path("bao-cao/lich/<uuid:pk>/bo/", schedules.schedule_remove, name="report_schedule_remove"),
    path("bao-cao/dot/", batches.batch_list, name="batch_list"),
    path("bao-cao/dot/co-viec-hong/", batches.panel_batches, name="panel_batches"),
    path("bao-cao/dot/<uuid:pk>/", batches.batch_detail, name="batch_detail"),
    path("bao-cao/dot/<uuid:pk>/lam-lai/", batches.batch_retry, name="batch_retry"),
    # F: regimes of the statutory tables
    path("che-do/", regimes.regime_list, name="regime_list"),
    path("che-do/<uuid:pk>/xem-truoc/", regimes.regime_preview, name="regime_preview"),
    # C: checks of a report
    path("bao-cao/<uuid:pk>/kiem-tra/", checks.report_checks, name="report_checks"),
    # B: exchange of data
    path("trao-doi/", exchange.exchange, name="exchange"),
    path("trao-doi/ket-xuat/", exchange.exchange_export, name="exchange_export"),
    path("trao-doi/nhap/", exchange.exchange_import, name="exchange_import"),
    # D: a file is verified
    path("bao-cao/kiem-tra-tep/", verifying.report_check, name="report_check"),
    # M: statutory tables over live data, the lists behind them, opening balances
    path("bieu-thong-ke/", tables.statutory_page, name="statutory_page"),
    path("bieu-thong-ke/danh-sach/", cells.cell_rows, name="cell_rows"),
    path("bieu-thong-ke/tai-ve/", tables.statutory_file, name="statutory_file"),
    path("so-du-dau-ky/", opening.opening_list, name="opening_list"),
    path("so-du-dau-ky/khai/", opening.opening_new, name="opening_new"),
]
