"""URLs of complaints."""

from django.urls import path

from complaints.views import (
    assigning,
    cases,
    clocks,
    handovers,
    hotspots,
    identity,
    intake,
    matters,
    notices,
    panels,
    people,
    petitions,
    processing,
    splitting,
    steps,
    substitutions,
    work,
)

urlpatterns = [
    path("don/", petitions.petition_list, name="petition_list"),
    # C: intake, people, paper
    path("don/moi/", intake.petition_new, name="petition_new"),
    path("don/moi/nhac/", intake.intake_hints, name="intake_hints"),
    path("don/moi/dia-danh/", intake.place_lookup, name="place_lookup"),
    path("don/<uuid:pk>/tach/", splitting.petition_split, name="petition_split"),
    path("don/<uuid:pk>/nguoi/", people.petition_people, name="petition_people"),
    path("don/<uuid:pk>/dung-ten/", people.petition_parties, name="petition_parties"),
    path("dung-ten/<uuid:pk>/bo/", people.petition_party_remove, name="petition_party_remove"),
    path("don/<uuid:pk>/tra-loi-noi-chuyen/", people.petition_reply, name="petition_reply"),
    path("don/<uuid:pk>/giao-ho-so/", handovers.petition_handover, name="petition_handover"),
    path("don/<uuid:pk>/noi-de/", handovers.petition_paper, name="petition_paper"),
    path("giao-nhan/", handovers.handover_list, name="handover_list"),
    path("giao-nhan/<uuid:pk>/", handovers.handover_answer, name="handover_answer"),
    # Processing of petitions.
    path("don/<uuid:pk>/dieu-kien/", processing.petition_assess, name="petition_assess"),
    path("don/<uuid:pk>/de-xuat/", processing.petition_propose, name="petition_propose"),
    path("de-xuat/", processing.proposal_list, name="proposal_list"),
    path("de-xuat/<uuid:pk>/", processing.proposal_decide, name="proposal_decide"),
    path("don/<uuid:pk>/rut-don/", steps.petition_withdraw, name="petition_withdraw"),
    # The case and its steps.
    path("don/<uuid:pk>/", cases.petition_detail, name="petition_detail"),
    path("don/<uuid:pk>/viec/", cases.case_step, name="case_step"),
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
    # H: work lists, assignment, substitutes, notices
    path("viec/", work.work_today, name="work_today"),
    path("viec/don-vi/", work.work_unit_page, name="work_unit"),
    path("viec/phan-cong/", assigning.work_assign, name="work_assign"),
    path("viec/thoi-gian/", work.stage_times, name="stage_times"),
    path("viec/lam-thay/", substitutions.substitution_list, name="substitution_list"),
    path("viec/lam-thay/moi/", substitutions.substitution_new, name="substitution_new"),
    path(
        "viec/lam-thay/<uuid:pk>/ket-thuc/", substitutions.substitution_end, name="substitution_end"
    ),
    path("viec/bao-den-han/", notices.notice_list, name="notice_list"),
    path("viec/bao-den-han/<uuid:pk>/da-doc/", notices.notice_read, name="notice_read"),
]
