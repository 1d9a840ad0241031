"""The desk."""

from django.urls import path

from reception.views import desk

urlpatterns = [
    path("ban-tiep/", desk.visit_new, name="visit_new"),
    path("ban-tiep/tra-cuu/", desk.person_lookup, name="person_lookup"),
]
