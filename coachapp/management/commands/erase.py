from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from athletes.models import Erasure, User
from coachapp.desk.own_data.erasing import erase, erase_person


class Command(BaseCommand):
    help = "Erase whose two weeks are over (beat does so every hour), and whoever came back with a restored backup."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who, and do nothing")
        parser.add_argument(
            "--again",
            type=int,
            nargs="+",
            default=[],
            metavar="NUMBER",
            help="of users erased before, as --done lists them",
        )
        parser.add_argument("--done", action="store_true", help="list the numbers of all who are gone, and do nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["done"]:
            gone = Erasure.objects.exclude(done_at=None).order_by("person").values_list("person", flat=True)
            self.stdout.write(" ".join(map(str, gone)))
            return
        now, is_dry = timezone.now(), options["dry_run"]
        for erasure in Erasure.objects.pending().in_order():
            is_due = erasure.due_at <= now
            if is_due and not is_dry:
                erase(erasure.pk, at=now)
            self.stdout.write(f"user {erasure.person}: {'due' if is_due else 'sleeps'} until {erasure.due_at:%Y-%m-%d}")
        for user in User.objects.filter(pk__in=options["again"]):
            if not is_dry:
                erase_person(user)
            self.stdout.write(f"user {user.pk}: came back")
