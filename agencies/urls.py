"""URLs of sign-in, home and settings."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from agencies.views import events, home, law_texts, succession, units

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("dang-nhap/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("don-vi/", units.agency_list, name="agency_list"),
    path("tai-khoan/", units.user_list, name="user_list"),
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
