"""URLs of sign-in, home and settings."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from agencies.views import (
    account,
    accounts,
    events,
    factor_reset,
    home,
    law_texts,
    lock,
    own_sessions,
    sign_in,
    succession,
    units,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    # S: the shared desk and one's own account
    path("khoa/", lock.lock, name="lock"),
    path("xac-nhan-lai/", lock.prove_again, name="prove_again"),
    path("tai-khoan-cua-toi/", account.my_account, name="my_account"),
    path("tai-khoan-cua-toi/mat-khau/", account.password_change, name="password_change"),
    path("tai-khoan-cua-toi/ung-dung/", account.app_new, name="app_new"),
    path("tai-khoan-cua-toi/khoa-bao-mat/", account.key_new, name="key_new"),
    path("tai-khoan-cua-toi/go/", account.factor_remove, name="factor_remove"),
    path("tai-khoan-cua-toi/ma-du-phong/", account.recovery_renew, name="recovery_renew"),
    path("tai-khoan-cua-toi/phien/", own_sessions.my_sessions, name="my_sessions"),
    path("tai-khoan-cua-toi/phien/ket-thuc/", own_sessions.session_end, name="session_end"),
    path("tai-khoan-cua-toi/noi-khac/", own_sessions.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("tai-khoan-cua-toi/<uuid:pk>/", factor_reset.own_account, name="own_account"),
    path("tai-khoan/<uuid:pk>/lop-xac-nhan/", factor_reset.factor_reset, name="factor_reset"),
    path("don-vi/", units.agency_list, name="agency_list"),
    # R: rights of a running account
    path("tai-khoan/", accounts.user_list, name="user_list"),
    path("tai-khoan/<uuid:pk>/", accounts.account_detail, name="account_detail"),
    path("tai-khoan/<uuid:pk>/giao-vai-tro/", accounts.role_give, name="role_give"),
    path("tai-khoan/<uuid:pk>/thoi-vai-tro/", accounts.role_end, name="role_end"),
    path("tai-khoan/<uuid:pk>/trang-thai/", accounts.account_state, name="account_state"),
    path("van-ban-ap-dung/", law_texts.law_text_list, name="law_text_list"),
    path("van-ban-ap-dung/moi/", law_texts.law_text_new, name="law_text_new"),
    path("van-ban-ap-dung/<uuid:pk>/", law_texts.law_text_detail, name="law_text_detail"),
    path(
        "van-ban-ap-dung/<uuid:pk>/quyet-dinh/", law_texts.law_text_decide, name="law_text_decide"
    ),
    # U: units that end
    path("don-vi/sap-xep/", succession.unit_end_list, name="unit_end_list"),
    path("don-vi/<uuid:pk>/ket-thuc/", succession.unit_end, name="unit_end"),
    # E: events and their windows
    path("su-kien/", events.event_list, name="event_list"),
    path("su-kien/moi/", events.event_new, name="event_new"),
    path("su-kien/hom-nay/", events.panel_event, name="panel_event"),
    path("su-kien/<uuid:pk>/", events.event_detail, name="event_detail"),
    path("su-kien/<uuid:pk>/sua/", events.event_edit, name="event_edit"),
    path("su-kien/<uuid:pk>/don-vi-bao-cao/", events.event_units, name="event_units"),
    path("su-kien/<uuid:pk>/dong/", events.event_close, name="event_close"),
]
