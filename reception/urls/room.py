"""The room and its queue."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
