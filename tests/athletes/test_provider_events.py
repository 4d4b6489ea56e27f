"""What the mail provider tells by webhook, and who else tries to."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from athletes.models import AddressHealth
from tests.athletes import provider_urls
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SECRET = "provider:quite a long secret"
BOUNCE: dict[str, Any] = {
    "RecordType": "Bounce",
    "ID": 42,
    "Type": "HardBounce",
    "Email": "Bob@example.org",
    "BouncedAt": "2026-11-04T08:00:00Z",
    "Details": "smtp;550 5.1.1 no such user",
    "MessageID": "x",
}


@pytest.fixture(autouse=True)
def _provider(settings):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "postmark", SECRET
    settings.ROOT_URLCONF = provider_urls.__name__
    with time_machine.travel(NOW, tick=False):
        yield


def tell(*events, secret=SECRET, body=None):
    client = Client(enforce_csrf_checks=True)
    signed = {"Authorization": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}
    bodies = [body] if body is not None else [json.dumps(event) for event in events]
    return [
        client.post("/mail/events/", one, content_type="application/json", headers=signed).status_code for one in bodies
    ]


def suspended():
    return dict(AddressHealth.objects.suspended().values_list("address", "reason"))


def test_a_lost_mailbox_is_suspended():
    assert tell(BOUNCE) == [204]
    assert suspended() == {"bob@example.org": "hard"}


def test_a_complaint_is_suspended():
    complaint = BOUNCE | {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Details": ""}

    assert tell(complaint) == [204]
    assert suspended() == {"bob@example.org": "complaint"}


@pytest.mark.parametrize(
    "changed",
    [
        {"Type": "SoftBounce", "Details": ""},
        {"Type": "HardBounce", "Details": "smtp;552 5.2.2 full"},
        {"Type": "Blocked", "Details": "smtp;550 5.7.1 policy"},
        {"Type": "Transient", "Details": "smtp;450 4.2.0 later"},
    ],
)
def test_a_passing_trouble_is_counted_at_most(changed):
    assert tell(BOUNCE | changed) == [204]
    assert suspended() == {}


def test_a_delivery_ends_a_count():
    tell(BOUNCE | {"Type": "SoftBounce", "Details": "", "BouncedAt": "2026-11-03T08:00:00Z"})
    tell({"RecordType": "Delivery", "Recipient": "bob@example.org", "DeliveredAt": "2026-11-04T08:00:00Z"})

    assert AddressHealth.objects.get().count == 0


@pytest.mark.parametrize("secret", ["", "provider:wrong", "x:quite a long secret", "provider:", ":"])
def test_who_does_not_show_the_secret_changes_nothing(secret):
    assert tell(BOUNCE, secret=secret) == [403]
    assert suspended() == {}


def test_a_forged_call_is_not_even_read():
    assert tell(body="not json", secret="") == [403]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        "null",
        '"x"',
        json.dumps(BOUNCE | {"BouncedAt": "yesterday"}),
        json.dumps(BOUNCE | {"BouncedAt": 7}),
        '{"RecordType": "Bounce", "FromFull": {}}',
        '{"FromFull": {}}',
        "[" * 5000,
    ],
)
def test_what_the_provider_never_sends_is_refused_or_left(body):
    assert tell(body=body)[0] in {204, 400}
    assert suspended() in ({}, {"bob@example.org": "hard"})


@pytest.mark.parametrize("address", [None, "", "a\0b@example.org", "x" * 300 + "@example.org"])
def test_an_address_that_is_none_is_passed_over(address):
    assert tell(BOUNCE | {"Email": address}) == [204]
    assert not AddressHealth.objects.exists()


def test_the_same_call_again_is_harmless():
    tell(*[BOUNCE] * 3)
    assert list(AddressHealth.objects.values_list("count", flat=True)) == [1]
    AddressHealth.objects.update(suspended_at=None, count=0, settled_at=NOW)
    tell(BOUNCE)

    assert suspended() == {}


def test_nothing_happens_in_the_future():
    tell(BOUNCE | {"BouncedAt": (NOW + timedelta(days=999)).isoformat()})

    assert AddressHealth.objects.get().last_at == NOW


def test_opens_and_clicks_are_not_looked_at():
    assert tell({"RecordType": "Open", "Recipient": "bob@example.org", "ReceivedAt": "2026-11-04T08:00:00Z"}) == [204]
    assert not AddressHealth.objects.exists()


def test_a_visit_is_refused():
    assert Client().get("/mail/events/").status_code == 405


def test_without_a_provider_there_is_no_such_address(settings):
    settings.ROOT_URLCONF = "coachapp.urls"

    assert tell(BOUNCE) == [404]


@pytest.mark.parametrize(
    ("provider", "event", "reason"),
    [
        ("brevo", {"event": "hard_bounce", "reason": ""}, "hard"),
        ("brevo", {"event": "soft_bounce", "reason": ""}, None),
        ("mailjet", {"event": "spam"}, "complaint"),
    ],
)
def test_other_providers_are_understood(settings, provider, event, reason):
    settings.MAIL_PROVIDER = provider
    told = {"email": "bob@example.org", "timestamp": int(NOW.timestamp()), "ts_epoch": 1000 * int(NOW.timestamp())}
    said = told | {"time": int(NOW.timestamp())} | event

    assert tell(body=json.dumps([said] if provider == "mailjet" else said)) == [204]
    assert suspended() == ({"bob@example.org": reason} if reason else {})
