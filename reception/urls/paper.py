"""The emergency paper register and the opening stock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
