"""All addresses. Two pages that join the apps keep the names that everybody links to: `landing` and `athletes:roster`."""

from django.urls import URLPattern, URLResolver, include, path

from athletes import urls as athletes
from coachapp.desk.landing import landing
from coachapp.desk.roster import roster

people: list[URLPattern | URLResolver] = [
    path("coach/athletes/", roster, name="roster"),
    *athletes.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", landing, name="landing"),
    path("", include((people, athletes.app_name))),
    path("", include("plans.urls")),
    path("", include("questions.urls")),
    path("", include("coachapp.desk.urls")),
    path("accounts/", include("allauth.urls")),
]
