"""Sessions, schedules, places."""

from django.urls import path

from reception.views import sessions

urlpatterns = [
    path("buoi/", sessions.session_list, name="session_list"),
    path("buoi/moi/", sessions.session_new, name="session_new"),
]
