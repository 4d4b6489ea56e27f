from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from athletes.models import Athlete
from plans.actions.remind import remind_each


class Command(BaseCommand):
    help = "Queue the weekly mail of everybody whose time has come, as beat does every minute."

    def handle(self, *_: Any, **__: Any) -> None:
        for athlete_ids in Athlete.objects.reminder_due(at=timezone.now()).ids_in_batches(200):
            remind_each(athlete_ids, clock=timezone.now)
