"""The desk."""

from django.urls import path

from reception.views import desk, desk_look_up

urlpatterns = [
    path("ban-tiep/", desk.visit_new, name="visit_new"),
    path("ban-tiep/tra-cuu/", desk_look_up.person_lookup, name="person_lookup"),
]
