"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver

app_name = "athletes"
urlpatterns: list[URLPattern | URLResolver] = []
