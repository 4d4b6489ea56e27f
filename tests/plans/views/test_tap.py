"""One tap from a mail, without being signed in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from plans.actions.check_in import check_in_after
from plans.actions.log import mark_done
from plans.models import CheckIn, OffSeason, SessionLog, TrainingSession
from plans.taps import SIGNER, Said, token_of
from tests.factories import account_of
from tests.plans.published import make_published

pytestmark = pytest.mark.django_db

WRITTEN = datetime(2026, 12, 14, 6, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 12, 20, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel(SUNDAY, tick=False):
        yield


@pytest.fixture
def session(bob):
    make_published(bob)
    return TrainingSession.objects.get(ingredient="long")


def url(session, said=Said.DONE, *, at=WRITTEN, name="plans:tap"):
    return reverse(name, args=[token_of(session.pk, said, at=at)])


def logs():
    return SessionLog.objects.count()


class TestDone:
    def test_the_page_says_whose_session_it_is_and_changes_nothing(self, client, session):
        page = client.get(url(session))

        assert page.status_code == 200
        words = page.content.decode()
        assert "Bob, Sunday 20 December" in words
        assert "Long run, 16.1 km" in words
        assert "Brandt" not in words
        assert "bob@example.org" not in words
        assert logs() == 0

    def test_pressing_marks_it_done_as_planned_once(self, client, session):
        for _ in range(2):
            page = client.post(url(session), follow=True)
            assert "noted as planned" in page.content.decode()

        log = SessionLog.objects.get()
        assert (log.distance_m, log.by, log.session) == (session.distance_m, None, session)

    def test_it_needs_no_cookie(self, session):
        strict = Client(enforce_csrf_checks=True)

        assert strict.post(url(session)).status_code == 302
        assert logs() == 1

    def test_it_can_be_undone_there(self, client, session):
        client.post(url(session))
        for _ in range(2):
            page = client.post(url(session, name="plans:tap_undo"), follow=True)

        assert logs() == 0
        assert "Mark it done" in page.content.decode()

    def test_what_was_logged_by_somebody_signed_in_stays(self, client, session, bob):
        mark_done(session, by=account_of(bob), at=SUNDAY, distance_m=9000.0, note="Slow.")

        words = client.post(url(session), follow=True).content.decode()
        client.post(url(session, name="plans:tap_undo"))

        assert "Undo" not in words
        assert SessionLog.objects.get().note == "Slow."

    def test_a_session_that_is_still_to_come_is_not_done(self, client, session):
        with time_machine.travel(SUNDAY - timedelta(days=1), tick=False):
            page = client.get(url(session))
            answer = client.post(url(session))

        assert "still to come" in page.content.decode()
        assert answer.status_code == 409
        assert logs() == 0


class TestTooHard:
    def test_it_is_done_and_it_was_too_hard(self, client, session):
        for _ in range(2):
            client.post(url(session, Said.HARD))

        tap = CheckIn.objects.get()
        assert (tap.feeling, tap.by, tap.session) == ("hard", None, session)
        assert logs() == 1

    def test_undo_takes_back_both(self, client, session):
        client.post(url(session, Said.HARD))
        client.post(url(session, Said.HARD, name="plans:tap_undo"))

        assert (CheckIn.objects.count(), logs()) == (0, 0)

    def test_undo_leaves_what_was_done_before(self, client, session):
        client.post(url(session))
        with time_machine.travel(SUNDAY + timedelta(minutes=1), tick=False):
            client.post(url(session, Said.HARD))
            client.post(url(session, Said.HARD, name="plans:tap_undo"))

        assert (CheckIn.objects.count(), logs()) == (0, 1)

    def test_what_they_said_themselves_stays(self, client, session, bob):
        mark_done(session, by=account_of(bob), at=SUNDAY)
        check_in_after(session, feeling="right", where="", by=account_of(bob), at=SUNDAY)

        words = client.post(url(session, Said.HARD), follow=True).content.decode()
        client.post(url(session, Said.HARD, name="plans:tap_undo"))

        assert CheckIn.objects.get().feeling == "right"
        assert "stands there as “right”" in words


class TestTheLink:
    def over(self, client, address):
        answers = [client.get(address), client.post(address)]
        assert [answer.status_code for answer in answers] == [410, 410]
        assert "This link has ended" in answers[0].content.decode()
        assert logs() == 0

    def test_it_holds_for_14_days(self, client, session):
        assert client.get(url(session, at=SUNDAY - timedelta(days=14))).status_code == 200
        self.over(client, url(session, at=SUNDAY - timedelta(days=14, seconds=1)))

    @pytest.mark.parametrize("change", [lambda t: "h" + t[1:], lambda t: t[:-1] + "_", lambda t: t[:60], lambda _: "x"])
    def test_a_changed_link_opens_nothing(self, client, session, change):
        self.over(client, reverse("plans:tap", args=[change(token_of(session.pk, Said.DONE, at=WRITTEN))]))

    def test_the_signature_of_another_session_does_not_fit(self, client, session):
        other = TrainingSession.objects.get(ingredient="fast")
        ours, theirs = (token_of(one.pk, Said.DONE, at=WRITTEN) for one in (session, other))

        self.over(client, reverse("plans:tap", args=[ours.partition(".")[0] + "." + theirs.partition(".")[2]]))

    @pytest.mark.parametrize("words", ["", "d", "z" + "a" * 32 + "6", "d" + "g" * 32 + "6", "d" + "a" * 32])
    def test_words_of_another_shape_open_nothing(self, client, words):
        self.over(client, reverse("plans:tap", args=[SIGNER.sign(words)]))

    def test_a_session_that_has_gone_opens_nothing(self, client, session):
        address = url(session)
        session.delete()
        self.over(client, address)

    def test_a_plan_that_was_taken_back_or_an_account_that_sleeps_opens_nothing(self, client, bob, session):
        OffSeason.objects.update(visible_until=session.date - timedelta(days=1))
        self.over(client, url(session))
        OffSeason.objects.update(visible_until=None)
        account_of(bob).__class__.objects.filter(athlete=bob).update(is_active=False)
        self.over(client, url(session))

    def test_it_opens_nothing_else(self, client, session):
        client.post(url(session))

        assert client.get(reverse("plans:week")).status_code == 302
        assert "sessionid" not in client.cookies

    def test_it_leaves_no_trace_elsewhere(self, client, session):
        page = client.get(url(session))

        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]

    def test_pressing_is_counted(self, client, session, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "tap": "2/h/ip"}

        assert [client.post(url(session)).status_code for _ in range(3)] == [302, 302, 429]
