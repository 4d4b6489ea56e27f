"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = []
