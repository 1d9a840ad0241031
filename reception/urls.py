"""URLs of reception."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
