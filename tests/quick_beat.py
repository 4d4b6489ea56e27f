"""The product's own Celery application, whose scheduler asks for mail every second: tests do not wait for minutes."""

from datetime import timedelta

from django.conf import settings

from coachapp.celery import app

EVERY = timedelta(seconds=1)
ABOUT_MAIL = ("queue-due-reminders", "send-due-mail")

app.conf.beat_schedule = {name: settings.CELERY_BEAT_SCHEDULE[name] | {"schedule": EVERY} for name in ABOUT_MAIL}
