from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from questions.models import Edition, Question
from tests.factories import account_of
from tests.questions.factories import make_edition, make_published, make_question

pytestmark = pytest.mark.django_db

PAGE = "/settings/library/"


def withdraw(edition):
    return reverse("questions:withdraw_own", args=[edition.pk])


@pytest.fixture
def published(alice, bob):
    """Bob asked it, and agreed to be named."""
    return make_published(by=alice, asker=account_of(bob), title="Winter? 🏃", shown_name="Bob")


def test_what_was_agreed_to_stands_with_its_text_name_and_page(as_bob, published):
    page = as_bob.get(PAGE)
    for said in ("Winter? 🏃", "<bdi>Bob</bdi>", published.get_absolute_url(), published.edition.answer_text):
        assertContains(page, said)
    assertContains(as_bob.get("/settings/"), PAGE)


def test_a_yes_is_taken_back_at_once_and_twice_is_once(as_bob, client, published):
    edition = published.edition
    for _ in range(2):
        assertRedirects(as_bob.post(withdraw(edition)), PAGE)

    assert client.get(published.get_absolute_url()).status_code == 404
    page = as_bob.get(PAGE)
    assertContains(page, "You took it back on")
    assertNotContains(page, "Take my yes back")


def test_nobody_else_sees_or_takes_back_anything(as_charlie, as_alice, published):
    for stranger in (as_charlie, as_alice):
        assertContains(stranger.get(PAGE), "Nothing of yours stands there")
        assert stranger.post(withdraw(published.edition)).status_code == 404
    assert Question.objects.published().exists()


def test_what_was_asked_from_an_address_of_theirs_before_the_account_is_theirs(as_bob, bob, alice):
    address = account_of(bob).email
    published = make_published(by=alice, asker_email=address)
    assertContains(as_bob.get(PAGE), published.title)


def test_a_text_that_waits_leads_to_its_link_and_a_wish_is_no_yes(as_bob, bob, alice):
    bobs = account_of(bob)
    make_question(asker=bobs, title="Only willing?")
    asked = make_published(by=alice, asker=bobs, shown_name=None, slug="asked", title="Asked?")
    Edition.objects.filter(question=asked).update(asked_at=timezone.now() - timedelta(days=20))
    assertNotContains(as_bob.get(PAGE), "Waiting for your word")

    make_edition(asked, asked_at=timezone.now() - timedelta(days=2))
    page = as_bob.get(PAGE)
    assertContains(page, "Waiting for your word")
    assertContains(page, "/consent/")
    assertContains(page, "Only willing?")
    assertNotContains(page, "Take my yes back")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_no_more_for_more(as_bob, bob, alice, count, django_assert_num_queries):
    for number in range(count):
        make_published(by=alice, asker=account_of(bob), slug=f"winter-{number}")
    with django_assert_num_queries(7):
        assertContains(as_bob.get(PAGE), "Take my yes back", count=count)
