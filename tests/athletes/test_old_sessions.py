from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from athletes.tasks import clear_old_sessions
from tests.factories import NOW, account_of

pytestmark = pytest.mark.django_db


def test_log_ins_that_are_over_go_and_the_others_stay(bob, charlie, settings):
    life = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    with time_machine.travel(NOW, tick=False) as clock:
        Client().force_login(account_of(bob))
        clock.move_to(NOW + timedelta(days=1))
        Client().force_login(charlie)

        clock.move_to(NOW + life + timedelta(hours=1))  # the scheduler was away when Bob's ran out
        clear_old_sessions()
        clear_old_sessions()

    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(charlie.pk)]
