"""Documents issued from the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
