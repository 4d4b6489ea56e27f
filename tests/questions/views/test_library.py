from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from tests.factories import NOW
from tests.questions.factories import make_answered, make_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_library_query_count_does_not_grow(client, alice, count, django_assert_num_queries):
    for n in range(count):
        make_published(by=alice, slug=f"winter-{n}")

    with django_assert_num_queries(2):
        response = client.get(reverse("questions:list"))

    assertContains(response, "<h3><a", count=count)


@pytest.mark.parametrize("count", [1, 3])
def test_search_query_count_does_not_grow(client, alice, count, django_assert_num_queries):
    for n in range(count):
        make_published(by=alice, slug=f"winter-{n}", title="Is the treadmill fine?")

    with django_assert_num_queries(3):
        response = client.get(reverse("questions:list"), {"q": "treadmill"})

    assertContains(response, "<h3><a", count=count)


def test_twenty_answers_stand_on_a_page(client, alice):
    for n in range(21):
        make_published(by=alice, slug=f"winter-{n}", published_at=NOW + timedelta(hours=n))

    first, second = client.get(reverse("questions:list")), client.get(reverse("questions:list"), {"page": 2})

    assertContains(first, "<h3><a", count=20)
    assertContains(second, "<h3><a", count=1)
    assertContains(second, "/questions/winter-0/")


def test_a_topic_narrows_and_stays_with_the_search(client, alice):
    make_published(by=alice, slug="one", topic="winter", title="Treadmill?")
    make_published(by=alice, slug="two", topic="racing", title="Treadmill race?")

    response = client.get(reverse("questions:list"), {"q": "treadmill", "topic": "winter"})

    assertContains(response, "/questions/one/")
    assertNotContains(response, "/questions/two/")


def test_an_empty_search_offers_to_ask(client):
    response = client.get(reverse("questions:list"), {"q": "xylophone"})

    assertContains(response, "Nothing on “xylophone” yet")
    assertContains(response, "/questions/ask/?q=xylophone")


def test_htmx_gets_the_answers_alone(client, alice):
    make_published(by=alice)

    response = client.get(reverse("questions:list"), {"q": "winter"}, headers={"HX-Request": "true"})

    assertNotContains(response, "<html")
    assertContains(response, 'id="answers"')


@pytest.mark.parametrize("wrong", [{"topic": "nonsense"}, {"page": "x"}, {"q": "\0"}, {"q": "w" * 999}])
def test_wrong_values_in_the_address_are_no_error(client, wrong):
    assertTemplateUsed(client.get(reverse("questions:list"), wrong), "questions/list.html")


def test_an_answer_shows_text_video_link_and_notes(client, alice):
    question = make_published(
        by=alice,
        shown_name="Amanda",
        answer="A **third** less.",
        video_url="https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        notes=[{"at_s": 75, "text": "how much"}],
    )

    response = client.get(question.get_absolute_url())

    assertContains(response, "<strong>third</strong>")
    assertContains(response, "Asked by <bdi>Amanda</bdi>. Answered by Alice Arden")
    assertContains(response, "watch?v=dQw4w9WgXcQ&amp;t=75s")
    assertContains(response, "Nothing loads from youtube.com")
    assertNotContains(response, "<iframe")
    assertNotContains(response, "amanda@example.org")
    assertNotContains(response, "Reyes")


@pytest.mark.parametrize("shown_name", ["", None])
def test_an_answer_names_nobody_who_did_not_agree(client, alice, shown_name):
    response = client.get(make_published(by=alice, shown_name=shown_name).get_absolute_url())

    assertNotContains(response, "Amanda")


def test_a_yes_without_a_name_says_a_runner(client, alice):
    response = client.get(make_published(by=alice, shown_name="").get_absolute_url())

    assertContains(response, "Asked by <bdi>a runner</bdi>")


def test_what_is_not_published_is_not_there(client, as_alice, alice):
    make_answered(by=alice, slug="winter")

    assert client.get("/questions/winter/").status_code == 404
    assert as_alice.get("/questions/winter/").status_code == 404
