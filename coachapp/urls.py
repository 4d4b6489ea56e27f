from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("athletes.urls")),
    path("", include("plans.urls")),
    path("", include("questions.urls")),
    path("", include("coachapp.desk.urls")),
    path("accounts/", include("allauth.urls")),
]
