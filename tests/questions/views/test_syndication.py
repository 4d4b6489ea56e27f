from xml.etree import ElementTree as ET

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from questions.actions.publish import unpublish
from tests.questions.factories import make_answered, make_published

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/questions/feed/"


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_has_whole_answers_for_two_queries(client, alice, count, django_assert_num_queries):
    for n in range(count):
        make_published(by=alice, slug=f"winter-{n}", answer="A **third** less.")

    with django_assert_num_queries(2):  # the mark of what stands there, and what stands there
        page = client.get(FEED)

    entries = ET.fromstring(page.content).findall(f"{ATOM}entry")
    assert page["Content-Type"].startswith("application/atom+xml")
    assert len(entries) == count
    assert "<strong>third</strong>" in entries[0].findtext(f"{ATOM}content", "")


def test_an_entry_keeps_its_id_when_its_address_changes(client, alice):
    question = make_published(by=alice)
    first = ET.fromstring(client.get(FEED).content).findtext(f"{ATOM}entry/{ATOM}id")
    question.slug = "another"
    question.save()

    assert ET.fromstring(client.get(FEED).content).findtext(f"{ATOM}entry/{ATOM}id") == first


def test_the_feed_is_sent_again_only_when_something_changed(client, alice):
    question = make_published(by=alice)
    make_published(by=alice, slug="other")
    etag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304

    unpublish(question)

    assertNotContains(client.get(FEED, headers={"If-None-Match": etag}), "/questions/winter/")


def test_hostile_words_stay_words_in_the_feed(client, alice):
    make_published(
        by=alice, title="<b>Bold</b> & \x08?", public_text="<script>alert(1)</script>\x0b", answer="<img src=x>\x0c ok"
    )

    entry = ET.fromstring(client.get(FEED).content).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "<b>Bold</b> & ?"
    assert "<script" not in entry.findtext(f"{ATOM}summary")
    assert "<img" not in entry.findtext(f"{ATOM}content")


def test_the_empty_feed_is_a_feed(client):
    assert ET.fromstring(client.get(FEED).content).tag == f"{ATOM}feed"


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_of_the_site_has_what_is_open_to_all(client, alice, count, django_assert_num_queries):
    make_answered(by=alice, slug="hidden")
    for n in range(count):
        make_published(by=alice, slug=f"winter-{n}")

    with django_assert_num_queries(2):  # how many, and which
        page = client.get("/sitemap.xml")

    assertContains(page, "/questions/winter-", count=count)
    assertContains(page, "<lastmod>", count=count)
    assertNotContains(page, "hidden")


def test_programs_are_told_where_the_map_is_and_what_is_no_page(client):
    page = client.get("/robots.txt")

    assert page["Content-Type"].startswith("text/plain")
    assertContains(page, "Disallow: /consent/")
    assertContains(page, "/sitemap.xml")
