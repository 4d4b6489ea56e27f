"""Mail that a provider hands over, in each provider's own shape, and who else tries to."""

import base64
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from questions.models import IncomingMail
from questions.tasks import file_one
from tests.factories import NOW
from tests.questions import inbound_urls
from tests.questions.letters import WORDS, letter
from tests.questions.provider_calls import KEY, MAILGUN, PARSED, POSTMARK, SECRET, call, form, relayed, signature

pytestmark = pytest.mark.django_db
# Not UTF-8, and with a NUL: what a form's text field would lose.
ODD = letter("na\u00efve").replace("naïve".encode(), b"na\xefve \0 \xff")


@pytest.fixture(autouse=True)
def queued(settings, monkeypatch):
    settings.ROOT_URLCONF = inbound_urls.__name__
    ids: list[int] = []
    monkeypatch.setattr(file_one, "delay", ids.append)
    with time_machine.travel(NOW, tick=False):
        yield ids


def stored():
    return list(IncomingMail.objects.order_by("pk").values_list("key", "envelope_from", "envelope_to"))


def raw():
    return bytes(IncomingMail.objects.get().raw)


# --- Postmark ------------------------------------------------------------------------------------------------------


@pytest.fixture
def postmark(settings):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "postmark", SECRET


def by_postmark(secret=SECRET, **changed):
    return call(json.dumps(POSTMARK | changed), "application/json", secret=secret)


@pytest.mark.usefixtures("postmark")
def test_postmark_hands_over_the_raw_mail(queued):
    assert by_postmark(RawEmail=letter().decode()) == 200
    assert stored() == [("<1@example.org>", "bounce@example.org", "ask@club.example")]
    assert raw() == letter()
    assert queued == [IncomingMail.objects.get().pk]


@pytest.mark.usefixtures("postmark")
def test_postmark_without_the_raw_mail_gives_its_fields(queued):
    assert by_postmark() == 200
    assert stored() == [("<1@example.org>", "bounce@example.org", "ask@club.example")]
    file_one(queued[0])
    mail = IncomingMail.objects.get()
    assert (mail.state, mail.sender, mail.subject, mail.message.text) == (
        "question",
        "amanda@example.org",
        "Winter",
        WORDS,
    )


@pytest.mark.usefixtures("postmark")
def test_the_same_call_again_is_one_more_delivery():
    assert [by_postmark(RawEmail=letter().decode()) for _ in range(3)] == [200] * 3
    assert IncomingMail.objects.get().deliveries == 3


@pytest.mark.usefixtures("postmark")
@pytest.mark.parametrize("secret", ["", "provider:wrong", "x:quite a long secret", "provider:", ":", "None"])
def test_who_does_not_show_the_secret_hands_over_nothing(secret):
    assert by_postmark(secret=secret) == 403
    assert stored() == []


@pytest.mark.usefixtures("postmark")
def test_a_forged_call_is_not_even_read():
    assert call("not json", "application/json", secret="") == 403


@pytest.mark.usefixtures("postmark")
@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        "null",
        '"x"',
        "[" * 9000,
        json.dumps({"RecordType": "Bounce", "RawEmail": "x"}),
        '{"RawEmail": 7}',
    ],
)
def test_what_the_provider_never_sends_is_refused(body):
    assert call(body, "application/json") == 400 or stored() == []


@pytest.mark.usefixtures("postmark")
def test_a_call_that_is_too_large_is_refused(settings):
    settings.LARGEST_MAIL = 1000

    assert by_postmark(RawEmail="x" * 3000) == 400


@pytest.mark.usefixtures("postmark")
def test_a_large_mail_comes_in_whole():
    """More than a page would take."""
    large = letter("a" * 5_000_000)

    assert by_postmark(RawEmail=large.decode()) == 200
    assert raw() == large


@pytest.mark.usefixtures("postmark")
def test_while_the_database_is_away_the_provider_is_not_told_that_we_have_it(monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    monkeypatch.setattr("questions.views.mail_in.take", away)
    with pytest.raises(OperationalError):
        by_postmark(RawEmail=letter().decode())


@pytest.mark.usefixtures("postmark")
def test_a_visit_is_refused():
    assert Client().get("/mail/in/").status_code == 405


def test_without_a_provider_there_is_no_such_address(settings):
    settings.ROOT_URLCONF = "coachapp.urls"

    assert by_postmark() == 404


# --- Mailgun: signed, for five minutes, once -----------------------------------------------------------------------


@pytest.fixture
def mailgun(settings):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "mailgun", KEY


def by_mailgun(fields=None, **signed):
    said = MAILGUN | (fields or {"body-mime": ODD}) | (signature(**signed))
    return call(*form(said), secret="")


@pytest.mark.usefixtures("mailgun")
def test_mailgun_hands_over_the_raw_mail_byte_for_byte():
    assert by_mailgun() == 200
    assert stored() == [("<1@example.org>", "amanda@example.org", "ask@club.example")]
    assert raw() == ODD


@pytest.mark.usefixtures("mailgun")
def test_mailgun_may_send_the_form_in_the_short_shape():
    body = urlencode(MAILGUN | {"body-mime": ODD} | signature())

    assert call(body, "application/x-www-form-urlencoded", secret="") == 200
    assert raw() == ODD


@pytest.mark.usefixtures("mailgun")
def test_mailgun_may_hand_over_fields_and_files(queued):
    files = [("attachment-1", "week.csv", "text/csv", b"48,52\xff")]

    assert call(*form(MAILGUN | PARSED | signature(), files), secret="") == 200
    file_one(queued[0])
    mail = IncomingMail.objects.get()
    assert (mail.key, mail.state, mail.message.text) == ("<1@example.org>", "question", WORDS + " ☃")
    assert b"week.csv" in bytes(mail.raw)


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize(
    "forged",
    [
        {"key": "another"},
        {"at": NOW - timedelta(minutes=6)},
        {"at": NOW + timedelta(minutes=6)},
        {"at": NOW - timedelta(days=400)},
    ],
    ids=["another key", "too old", "from the future", "very old"],
)
def test_a_forged_or_stale_signature_stores_nothing(forged):
    assert by_mailgun(**forged) == 403
    assert stored() == []


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize(
    "changed",
    [
        {"signature": "0" * 64},
        {"signature": "ä"},
        {"signature": ""},
        {"token": "other"},
        {"token": "ä"},
        {"timestamp": "soon"},
        {"timestamp": "9" * 40},
        {"timestamp": "nan"},
    ],
)
def test_no_part_of_a_signature_can_be_changed(changed):
    said = MAILGUN | {"body-mime": letter()} | signature() | changed

    assert call(*form(said), secret="") == 403
    assert stored() == []


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize("missing", ["signature", "token", "timestamp"])
def test_a_call_without_a_signature_stores_nothing(missing):
    said = MAILGUN | {"body-mime": letter()} | {key: value for key, value in signature().items() if key != missing}

    assert call(*form(said), secret="") == 403


@pytest.mark.usefixtures("mailgun")
def test_a_signature_is_good_once_whatever_comes_with_it():
    assert by_mailgun() == 200
    assert by_mailgun({"body-mime": letter("Buy shoes.", number=2)}) == 403
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        assert by_mailgun({"body-mime": letter("Buy shoes.", number=2)}) == 403
    assert len(stored()) == 1


@pytest.mark.usefixtures("mailgun")
def test_a_signature_is_not_spent_when_the_mail_was_not_stored(monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    with monkeypatch.context() as patch:
        patch.setattr("questions.views.mail_in.take", away)
        with pytest.raises(OperationalError):
            by_mailgun()
    assert by_mailgun() == 200


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=other", "text/plain", "application/json"]
)
def test_a_form_that_is_none_stores_nothing(kind):
    body, _ = form(MAILGUN | {"body-mime": letter()} | signature())

    assert call(body, kind, secret="") in {400, 403}
    assert stored() == []


@pytest.mark.usefixtures("mailgun")
def test_a_new_event_signed_in_json_is_no_mail():
    event = {"signature": signature(), "event-data": {"event": "delivered"}}

    assert call(json.dumps(event), "application/json", secret="") in {400, 403}


# --- The others ----------------------------------------------------------------------------------------------------


def test_sparkpost_hands_over_several_byte_for_byte(settings):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "sparkpost", SECRET
    second = letter("Second", number=2)
    events = [
        relayed(base64.b64encode(ODD).decode(), is_base64=True),
        {"msys": {}},
        relayed(second.decode(), is_base64=False),
    ]

    assert call(json.dumps(events), "application/json") == 200
    assert [key for key, *_ in stored()] == ["<1@example.org>", "<2@example.org>"]
    assert [bytes(mail.raw) for mail in IncomingMail.objects.order_by("pk")] == [ODD, second]
    assert call(json.dumps(events), "application/json", secret="x:y") == 403


def test_sendgrid_hands_over_the_raw_mail_byte_for_byte(settings):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "sendgrid", SECRET
    envelope = json.dumps({"to": ["ask@club.example"], "from": "amanda@example.org"})
    said = {
        "email": ODD,
        "envelope": envelope,
        "spam_score": "0.1",
        "subject": "Winter",
        "dkim": "{@example.org : pass}",
    }

    assert call(*form(said)) == 200
    assert stored() == [("<1@example.org>", "amanda@example.org", "ask@club.example")]
    assert raw() == ODD
    assert call(*form(said), secret="") == 403


def test_sendgrid_may_hand_over_fields(settings, queued):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "sendgrid", SECRET
    headers = "Message-ID: <1@example.org>\nFrom: Amanda Reyes <amanda@example.org>\nSubject: Winter\n"
    said = {
        "headers": headers,
        "text": "na\u00efve".encode("latin-1"),
        "charsets": json.dumps({"text": "iso-8859-1", "to": "UTF-8"}),
        "envelope": json.dumps({"to": ["ask@club.example"], "from": "amanda@example.org"}),
        "attachments": "0",
    }

    assert call(*form(said)) == 200
    file_one(queued[0])
    assert IncomingMail.objects.get().message.text == "naïve"


def test_mailjet_gives_its_fields(settings, queued):
    settings.INBOUND_PROVIDER, settings.INBOUND_SECRET = "mailjet", SECRET
    said = {
        "Sender": "amanda@example.org",
        "Recipient": "ask@club.example",
        "Date": "20261104T090000",
        "From": "Amanda Reyes <amanda@example.org>",
        "Subject": "Winter",
        "Headers": {
            "From": ["Amanda Reyes <amanda@example.org>"],
            "Message-ID": "<1@example.org>",
            "Received": ["from a by b", "from c by d"],
            "Subject": "Winter",
        },
        "Parts": [
            {"Headers": {"Content-Type": "text/plain; charset=UTF-8"}, "ContentRef": "Text-part"},
            {
                "Headers": {"Content-Disposition": "attachment; filename=week.csv", "Content-Type": "text/csv"},
                "ContentRef": "Attachment1",
            },
        ],
        "Text-part": WORDS,
        "Attachment1": base64.b64encode(b"48,52").decode(),
        "SpamAssassinScore": "-0.5",
    }

    assert call(json.dumps(said), "application/json") == 200
    file_one(queued[0])
    mail = IncomingMail.objects.get()
    assert (mail.key, mail.state, mail.message.text) == ("<1@example.org>", "question", WORDS)
    assert (mail.envelope_from, mail.envelope_to) == ("amanda@example.org", "ask@club.example")


@pytest.mark.usefixtures("postmark")
@pytest.mark.parametrize(
    "changed",
    [
        {"TextBody": "lone \ud800 half", "Subject": "\ud800"},
        {"Headers": [{"Name": "X-Odd", "Value": "a\r\nb: c"}, {"Name": "Message-ID", "Value": "<1@example.org>"}]},
        {"Attachments": [{"Name": "a\r\nb.txt", "Content": "!!", "ContentType": "nonsense", "ContentID": "x"}]},
        {"FromFull": {"Name": "\0", "Email": "a\r\nb@example.org"}},
        {"TextBody": None, "HtmlBody": None},
    ],
)
def test_odd_fields_are_stored_or_refused_and_never_an_error(changed):
    assert by_postmark(**changed) in {200, 400}


@pytest.fixture(autouse=True)
def _nothing_spent():
    cache.clear()
