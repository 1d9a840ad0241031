"""The register of citizen reception."""

from django.urls import path

from reception.views import register, register_book, register_changes

urlpatterns = [
    path("so/", register.visit_list, name="visit_list"),
    path("so/luot/<uuid:pk>/", register.visit_detail, name="visit_detail"),
    path("so/luot/<uuid:pk>/thong-bao/", register.visit_tell, name="visit_tell"),
    path("so/luot/<uuid:pk>/dinh-chinh/", register_changes.visit_correct, name="visit_correct"),
    path("so/luot/<uuid:pk>/huy-so/", register_changes.visit_void, name="visit_void"),
    path("so/in/", register_book.register_book, name="register_book"),
    path("so/vu-viec/<uuid:pk>/", register.matter_visits, name="matter_visits"),
    path("so/hom-nay/", register.panel_visits_today, name="panel_visits_today"),
]
