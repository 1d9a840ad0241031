"""The duty roster."""

from django.urls import path

from reception.views import duty

urlpatterns = [
    path("lich-truc/", duty.duty_roster, name="duty_roster"),
    path("lich-truc/moi/", duty.duty_new, name="duty_new"),
    path("lich-truc/in/", duty.duty_print, name="duty_print"),
    path("lich-truc/cua-toi/", duty.panel_duty, name="panel_duty"),
    path("lich-truc/ca/<uuid:pk>/xoa/", duty.duty_remove, name="duty_remove"),
    path("lich-truc/ca/<uuid:pk>/doi/", duty.duty_swap, name="duty_swap"),
    path("lich-truc/doi-ca/<uuid:pk>/", duty.duty_swap_answer, name="duty_swap_answer"),
    path("lich-truc/doi-ca/<uuid:pk>/rut/", duty.duty_swap_withdraw, name="duty_swap_withdraw"),
]
