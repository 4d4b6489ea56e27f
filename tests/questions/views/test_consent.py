from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from questions.actions.consent import ask_consent
from questions.consent import token_of
from questions.models import Consent
from tests.factories import NOW
from tests.questions.factories import make_answered, make_edition, make_published

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=15)


@pytest.fixture
def edition(alice):
    return make_edition(
        make_answered(
            by=alice,
            title="Winter fitness?",
            public_text="What can <b>go</b>?",
            answer="A **third** less.",
            notes=[{"at_s": 75, "text": "how much"}],
            video_url="https://youtu.be/dQw4w9WgXcQ",
            transcript="All that is said.",
        ),
        asked_at=NOW,
    )


@pytest.fixture(autouse=True)
def next_day():
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


def link(edition, name="consent"):
    return reverse(f"questions:{name}", args=[token_of(edition.pk)])


def test_the_link_shows_the_text_exactly_as_it_would_stand_and_changes_nothing(client, edition):
    page = client.get(link(edition))

    for part in (
        "Winter fitness?",
        "What can &lt;b&gt;go&lt;/b&gt;?",
        "<strong>third</strong>",
        "how much",
        "All that is said.",
    ):
        assertContains(page, part)
    assertContains(page, 'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ')
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert "no-store" in page["Cache-Control"]
    assertNotContains(page, "checked")
    assert not Consent.objects.given().exists()


@pytest.mark.parametrize(
    ("choice", "name", "asked_by"),
    [("first", "Amanda", "Amanda"), ("initial", "A.", "A."), ("nameless", "a runner", "a runner")],
)
def test_a_yes_puts_it_into_the_library_under_that_name(client, edition, choice, name, asked_by):
    assertContains(client.get(link(edition)), f"Yes, as {name}")

    said = client.post(link(edition), {"choice": choice}, follow=True)

    assertContains(said, "It stands in the library")
    edition.question.refresh_from_db()
    assertContains(client.get(edition.question.get_absolute_url()), f"Asked by <bdi>{asked_by}</bdi>")


def test_a_yes_from_somebody_signed_in_says_so(as_bob, bob, edition):
    as_bob.post(link(edition), {"choice": "first"})

    assert Consent.objects.given().get().user == bob.user


def test_a_no_publishes_nothing_and_stays_open_to_a_yes(client, edition):
    page = client.post(link(edition), {"choice": "no"}, follow=True)

    assertContains(page, "<b>You said no</b>")
    assertContains(page, "Send my answer")
    edition.question.refresh_from_db()
    assert not edition.question.is_published


def test_nothing_chosen_says_what_to_do(client, edition):
    assertContains(client.post(link(edition), {}), "Choose one of these", status_code=422)


def test_a_yes_is_taken_back_by_the_same_link_also_long_after(client, edition):
    client.post(link(edition), {"choice": "first"})
    edition.question.refresh_from_db()
    url = edition.question.get_absolute_url()

    with time_machine.travel(NOW + timedelta(days=500), tick=False):
        assertContains(client.get(link(edition)), "Take my yes back")
        page = client.post(link(edition, "withdraw_consent"), follow=True)

    assertContains(page, "You took your yes back")
    assert client.get(url).status_code == 404


def test_after_fourteen_days_the_link_says_no_yes(client, edition):
    with time_machine.travel(LATE, tick=False):
        page = client.get(link(edition))
        refused = client.post(link(edition), {"choice": "first"})

    assertNotContains(page, "Send my answer")
    assertContains(page, "The time to say yes")
    assert refused.status_code == 409
    assert not Consent.objects.given().exists()


def test_a_newer_text_ends_the_older_link(client, alice, edition):
    ask_consent(
        edition.question,
        by=alice,
        title="Winter?",
        slug="",
        public_text="What?",
        topic="winter",
        publishes=True,
        at=NOW,
    )

    assertContains(client.get(link(edition)), "a newer one was sent to you")
    assert client.post(link(edition), {"choice": "first"}).status_code == 409


def test_a_name_in_the_text_leaves_only_that_name(client, alice):
    named = make_edition(make_answered(by=alice, answer="Amanda, rest."), asked_at=NOW)

    page = client.get(link(named))

    assertContains(page, "Your first name stands in the text")
    assertNotContains(page, "as a runner")
    assert client.post(link(named), {"choice": "nameless"}).status_code == 422


@pytest.mark.parametrize("token", ["x", "1.x", "%00", "🏃", "9" * 300])
def test_a_link_that_is_none_leads_nowhere(client, token):
    assert client.get(f"/consent/{token}/").status_code == 410
    assert client.post(f"/consent/{token}/withdraw/").status_code == 410


def test_what_was_never_asked_for_has_no_link(client, alice):
    own = make_published(by=alice, shown_name=None).edition

    assert client.get(link(own)).status_code == 410
    assert client.post(link(own, "withdraw_consent")).status_code == 410


def test_withdrawing_wants_a_post(client, edition):
    assert client.get(link(edition, "withdraw_consent")).status_code == 405
    assertRedirects(client.post(link(edition, "withdraw_consent")), link(edition))
