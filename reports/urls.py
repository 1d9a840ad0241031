"""URLs of reports."""

from django.urls import path

from reports.views import figures, overview, weekly

urlpatterns = [
    path("tong-quan/", overview.overview, name="overview"),
    path("tong-quan/bieu-do/", overview.overview_chart, name="overview_chart"),
    path("bao-cao/", weekly.report_list, name="report_list"),
    path("bao-cao/moi/", weekly.panel_reports, name="panel_reports"),
    path("bao-cao/lap/", weekly.report_make, name="report_make"),
    path("bao-cao/so-lieu/", figures.figure_rows, name="figure_rows"),
    path("bao-cao/<uuid:pk>/", weekly.report_detail, name="report_detail"),
]
