"""The Celery application. The database is the truth; the broker may vanish and come back."""

import multiprocessing
import os
from typing import Any

from celery import Celery
from celery.signals import worker_shutting_down

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachapp.settings")

app = Celery("coachapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["coachapp.desk"])  # joins the apps, and is none itself

# Set when the worker is told to stop, and seen by its children: a long task ends after the piece it has in hand.
STOPPING = multiprocessing.Event()


def _stop(**_: Any) -> None:
    STOPPING.set()


worker_shutting_down.connect(_stop, weak=False)
