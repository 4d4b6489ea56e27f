from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from athletes.models import BeatMark, OutgoingMail
from tests.conftest import logged_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_operator():
    return logged_in(make_user(email="olga@example.org", is_staff=True))


def make_mail(n, **fields):
    defaults = {
        "kind": "weekly_plan",
        "key": str(n),
        "to": f"runner{n}@example.org",
        "subject": "Your week",
        "text": "Run.",
        "message_id": f"<{n}@testserver>",
        "not_before": timezone.now(),
        "created_at": timezone.now(),
    }
    return OutgoingMail.objects.create(**(defaults | fields))


def test_the_page_does_not_exist_for_coaches_and_athletes(as_alice, as_bob):
    assert [client.get(reverse("desk:operator")).status_code for client in (as_alice, as_bob)] == [404, 404]


def test_operator_reads_that_all_is_well(as_operator):
    BeatMark.objects.create(name="beat", seen_at=timezone.now())
    make_mail(1, state="sent")

    page = as_operator.get(reverse("desk:operator")).content.decode()

    assert "The scheduler runs and nothing waits too long." in page


def test_operator_reads_what_is_late_and_what_the_server_said(as_operator):
    BeatMark.objects.create(name="beat", seen_at=timezone.now() - timedelta(minutes=5))
    make_mail(1, not_before=timezone.now() - timedelta(hours=3))
    make_mail(2, state="failed", attempts=8, last_error="SMTPRecipientsRefused: 550 nobody here")

    page = as_operator.get(reverse("desk:operator")).content.decode()

    assert "last heard of 5 min ago" in page
    assert "due 3 h 00 ago" in page
    assert "550 nobody here" in page
    assert "runner2@example.org" in page


@pytest.mark.parametrize("failures", [1, 3])
def test_query_count_does_not_grow_with_failures(as_operator, failures, django_assert_num_queries):
    for n in range(failures):
        make_mail(n, state="failed")

    with django_assert_num_queries(7):
        page = as_operator.get(reverse("desk:operator")).content.decode()

    assert page.count("weekly_plan") == failures
