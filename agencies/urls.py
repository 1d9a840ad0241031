"""URLs of sign-in, home and settings."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from agencies.views import home, units

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("dang-nhap/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("don-vi/", units.agency_list, name="agency_list"),
    path("tai-khoan/", units.user_list, name="user_list"),
]
