"""URLs of the house: each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("agencies.urls")),
    path("", include("records.urls")),
    path("", include("complaints.urls")),
    path("", include("plans.urls")),
    path("", include("reception.urls")),
    path("", include("reports.urls")),
]

handler400 = "agencies.views.errors.bad_request"
handler403 = "agencies.views.errors.forbidden"
handler404 = "agencies.views.errors.not_found"
handler500 = "agencies.views.errors.server_error"
