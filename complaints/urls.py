"""URLs of complaints."""

from django.urls import path

from complaints.views import clocks, hotspots, identity, matters, panels, petitions, steps

urlpatterns = [
    path("don/", petitions.petition_list, name="petition_list"),
    path("don/moi/", petitions.petition_new, name="petition_new"),
    path("don/<uuid:pk>/", petitions.petition_detail, name="petition_detail"),
    path("don/<uuid:pk>/xu-ly/", steps.petition_process, name="petition_process"),
    path("don/<uuid:pk>/ket-qua/", steps.petition_resolve, name="petition_resolve"),
    path("don/<uuid:pk>/rut-don/", steps.petition_withdraw, name="petition_withdraw"),
    path("vu-viec/<uuid:pk>/", matters.matter_detail, name="matter_detail"),
    path("vu-viec/<uuid:pk>/tep/", matters.matter_file_add, name="matter_file_add"),
    path("vu-viec/<uuid:pk>/diem-nong/", hotspots.hotspot_raise, name="hotspot_raise"),
    path("vu-viec/<uuid:pk>/danh-tinh/", identity.identity_ask, name="identity_ask"),
    path("thoi-han/<uuid:pk>/", clocks.clock_detail, name="clock_detail"),
    path("diem-nong/", hotspots.hotspot_list, name="hotspot_list"),
    path("diem-nong/<uuid:pk>/xac-nhan/", hotspots.hotspot_decide, name="hotspot_decide"),
    path("diem-nong/<uuid:pk>/ket-thuc/", hotspots.hotspot_close, name="hotspot_close"),
    path("danh-tinh/", identity.identity_requests, name="identity_requests"),
    path("danh-tinh/<uuid:pk>/duyet/", identity.identity_decide, name="identity_decide"),
    path("danh-tinh/<uuid:pk>/mo/", identity.identity_open, name="identity_open"),
    path("so-kin/", identity.sealed_register, name="sealed_register"),
    path("den-han/", panels.panel_due, name="panel_due"),
]
