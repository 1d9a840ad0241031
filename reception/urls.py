"""URLs of reception."""

from django.urls import path

from reception.views import desk, register, sessions

urlpatterns = [
    path("tiep-cong-dan/ban-tiep/", desk.visit_new, name="visit_new"),
    path("tiep-cong-dan/ban-tiep/tra-cuu/", desk.person_lookup, name="person_lookup"),
    path("tiep-cong-dan/so/", register.visit_list, name="visit_list"),
    path("tiep-cong-dan/so/luot/<uuid:pk>/", register.visit_detail, name="visit_detail"),
    path("tiep-cong-dan/so/luot/<uuid:pk>/thong-bao/", register.visit_tell, name="visit_tell"),
    path("tiep-cong-dan/so/vu-viec/<uuid:pk>/", register.matter_visits, name="matter_visits"),
    path("tiep-cong-dan/so/hom-nay/", register.panel_visits_today, name="panel_visits_today"),
    path("tiep-cong-dan/buoi/", sessions.session_list, name="session_list"),
    path("tiep-cong-dan/buoi/moi/", sessions.session_new, name="session_new"),
]
