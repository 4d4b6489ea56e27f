"""The addresses of a site whose mail provider tells what became of its mail."""

from django.urls import path

from athletes.views.mail_events import mail_events
from coachapp import urls

urlpatterns = [path("mail/events/", mail_events), *urls.urlpatterns]
handler500 = urls.handler500
