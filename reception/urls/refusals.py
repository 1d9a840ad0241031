"""Refusals for the head, look-ups for the custodian."""

from django.urls import path

from reception.views import look_ups, refusals

urlpatterns = [
    path("tu-choi/", refusals.refusal_list, name="refusal_list"),
    path("tu-choi/<uuid:pk>/huy/", refusals.refusal_reverse, name="refusal_reverse"),
    path("tra-cuu/", look_ups.look_up_list, name="look_up_list"),
]
