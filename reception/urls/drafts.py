"""What was typed and not yet sent."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
