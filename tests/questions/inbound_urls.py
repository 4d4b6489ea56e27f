"""The addresses of a site whose mail provider hands mail over."""

from django.urls import path

from coachapp import urls
from questions.views.mail_in import mail_in

urlpatterns = [path("mail/in/", mail_in), *urls.urlpatterns]
handler500 = urls.handler500
