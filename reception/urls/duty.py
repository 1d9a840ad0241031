"""The duty roster."""

from django.urls import path

from reception.views import duty, duty_event, my_duty

urlpatterns = [
    path("lich-truc/", duty.duty_roster, name="duty_roster"),
    path("lich-truc/moi/", duty.duty_new, name="duty_new"),
    path("lich-truc/in/", duty.duty_print, name="duty_print"),
    path("lich-truc/cua-toi/", duty.panel_duty, name="panel_duty"),
    path("lich-truc/ca/<uuid:pk>/xoa/", duty.duty_remove, name="duty_remove"),
    path("lich-truc/ca/<uuid:pk>/doi/", duty.duty_swap, name="duty_swap"),
    path("lich-truc/doi-ca/<uuid:pk>/", duty.duty_swap_answer, name="duty_swap_answer"),
    path("lich-truc/doi-ca/<uuid:pk>/rut/", duty.duty_swap_withdraw, name="duty_swap_withdraw"),
    # R: the roster of an event, my own shifts
    path("lich-truc/su-kien/<uuid:pk>/", duty_event.event_roster, name="event_roster"),
    path("lich-truc/su-kien/<uuid:pk>/in/", duty_event.event_roster_pdf, name="event_roster_pdf"),
    path("lich-truc/su-kien/<uuid:pk>/phan-bo/", duty_event.duty_fairness, name="duty_fairness"),
    path("lich-truc/su-kien/<uuid:pk>/xep/", duty_event.duty_fill, name="duty_fill"),
    path("lich-truc/toi-truc/", my_duty.my_duty, name="my_duty"),
    path("lich-truc/toi-truc/dia-chi/", my_duty.duty_feed_new, name="duty_feed_new"),
    path("lich-truc/<uuid:pk>.ics", my_duty.duty_feed, name="duty_feed"),
]
