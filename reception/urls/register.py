"""The register of citizen reception."""

from django.urls import path

from reception.views import register

urlpatterns = [
    path("so/", register.visit_list, name="visit_list"),
    path("so/luot/<uuid:pk>/", register.visit_detail, name="visit_detail"),
    path("so/luot/<uuid:pk>/thong-bao/", register.visit_tell, name="visit_tell"),
    path("so/vu-viec/<uuid:pk>/", register.matter_visits, name="matter_visits"),
    path("so/hom-nay/", register.panel_visits_today, name="panel_visits_today"),
]
