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


def test_a_search_shows_where_the_words_stand_and_runs_nothing(client, alice):
    make_published(
        by=alice,
        title="Treadmill?",
        public_text="<script>alert(1)</script> <img src=x onerror=alert(1)>",
        answer="\ue000Set the treadmill to **one percent**.\ue001",
        transcript="<b>treadmills</b> are fine",
    )

    page = client.get(reverse("questions:list"), {"q": "treadmill <b>"})

    assertContains(page, "<mark>treadmill</mark> to one percent")
    for raw in ("<script>alert", "<img src=x", "<b>treadmills"):
        assertNotContains(page, raw)


def test_the_words_of_the_video_are_found(client, alice):
    make_published(by=alice, slug="spoken", transcript="A wombat is no training partner.")

    assertContains(client.get(reverse("questions:list"), {"q": "wombats"}), "<mark>wombat</mark>")


def test_a_search_finds_what_stands_in_the_library_and_not_a_correction(client, alice):
    question = make_published(by=alice)
    question.answer.text = "Something about wombats."
    question.answer.save()

    assertContains(client.get(reverse("questions:list"), {"q": "wombats"}), "Nothing on “wombats” yet")


def test_nothing_in_this_topic_leads_to_the_others(client, alice):
    make_published(by=alice, topic="winter", title="Treadmill?")

    page = client.get(reverse("questions:list"), {"q": "treadmill", "topic": "racing"})

    assertContains(page, "Look in all topics")
    assertContains(page, 'href="?q=treadmill"')


def test_an_answer_plays_its_video_only_from_allowed_hosts(client, alice):
    plays = make_published(by=alice, video_url="https://vimeo.com/76979871", notes=[{"at_s": 75, "text": "how much"}])
    link = make_published(by=alice, slug="link", video_url="https://video.example/1")

    page = client.get(plays.get_absolute_url())
    assertContains(page, 'data-frame="https://player.vimeo.com/video/76979871?autoplay=1&amp;dnt=1#t=75s"')
    policy = page["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy
    assertNotContains(client.get(link.get_absolute_url()), "data-frame")
    assert "frame-src 'none'" in client.get("/questions/")["Content-Security-Policy"]


def test_an_answer_says_to_search_engines_what_stands_there_and_cannot_break_out(client, alice):
    hostile = "</script><script>alert(1)</script>"
    question = make_published(by=alice, title=f"Why? {hostile}", public_text=hostile, answer=hostile)

    page = client.get(question.get_absolute_url())

    assertContains(page, '<link rel="canonical" href="')
    assertContains(page, '"@type": "QAPage"')
    assertNotContains(page, "<script>alert")


def test_an_answer_leads_on_to_the_pages_about_what_it_explains(client, alice):
    question = make_published(by=alice, explains=["ingredient:strides", "ingredient:fast", "rule:INV-01"])

    page = client.get(question.get_absolute_url())

    assertContains(page, "Your training paces", count=1)


@pytest.mark.parametrize("count", [1, 3])
def test_answer_page_query_count_does_not_grow(client, alice, count, django_assert_num_queries):
    question = make_published(by=alice)
    for n in range(count):
        make_published(by=alice, slug=f"close-{n}")

    with django_assert_num_queries(2):
        client.get(question.get_absolute_url())


@pytest.mark.parametrize("path", ["/questions/", "/questions/winter/", "/questions/feed/", "/sitemap.xml"])
def test_nobody_keeps_a_page_without_asking_whether_it_still_stands(client, alice, path):
    make_published(by=alice)

    assert client.get(path)["Cache-Control"] == "no-cache"


def test_a_page_with_somebodys_name_on_it_is_kept_by_nobody(as_bob, alice):
    make_published(by=alice)

    assert "no-store" in as_bob.get("/questions/winter/")["Cache-Control"]
