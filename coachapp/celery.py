"""The Celery application. The database is the truth; the broker may vanish and come back."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachapp.settings")

app = Celery("coachapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
