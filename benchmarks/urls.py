"""URLs of the product and the floor page."""

from django.urls import include, path

from benchmarks.floor import floor

urlpatterns = [
    path("san/<uuid:pk>/", floor, name="floor"),
    path("", include("config.urls")),
]
