"""All addresses. Pages that join the apps keep the names that everybody links to."""

from django.urls import URLPattern, URLResolver, include, path

from athletes import urls as athletes
from coachapp import app_shell
from coachapp.desk import joining, settings
from coachapp.desk.home import home
from coachapp.desk.landing import landing
from coachapp.desk.roster import roster

people: list[URLPattern | URLResolver] = [
    path("coach/athletes/", roster, name="roster"),
    path("invitations/<str:token>/accept/", joining.accept_invitation, name="invitation_accept"),
    path("settings/", settings.show_settings, name="settings"),
    path("settings/unit/", settings.keep_unit, name="settings_unit"),
    path("settings/clock/", settings.keep_clock, name="settings_clock"),
    path("settings/digest/", settings.keep_digest, name="settings_digest"),
    path("settings/weekly-mail/", settings.keep_weekly_mail, name="settings_weekly_mail"),
    path("settings/mail/", settings.keep_mail, name="settings_mail"),
    path("settings/mail/try-again/", settings.try_again, name="settings_try_again"),
    path("settings/leave-coach/", joining.leave, name="leave_coach"),
    *athletes.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("welcome/", landing, name="landing"),
    path("manifest.webmanifest", app_shell.manifest, name="manifest"),
    path("sw.js", app_shell.worker, name="worker"),
    path("offline/", app_shell.offline, name="offline"),
    path("", include((people, athletes.app_name))),
    path("", include("plans.urls")),
    path("", include("questions.urls")),
    path("", include("coachapp.desk.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("coachapp.api.urls")),
]

handler500 = "coachapp.outage.failed"
