import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from questions.models import Edition
from tests.questions.factories import make_agreed, make_answered, make_published

pytestmark = pytest.mark.django_db
TYPED = {"title": "Winter fitness?", "slug": "winter", "public_text": "Somebody asks how to rest.", "topic": "winter"}
OWN = TYPED | {"is_rewritten": "on"}


def address(name, question):
    return reverse(f"questions:{name}", args=[question.pk])


def test_own_words_are_published_and_taken_down_at_once(as_alice, client, alice):
    question = make_answered(by=alice)

    as_alice.post(address("publish", question), OWN)
    assertContains(client.get("/questions/winter/"), "Winter fitness?")

    as_alice.post(address("unpublish", question))
    assert client.get("/questions/winter/").status_code == 404
    for path in ("/questions/", "/questions/?q=winter", "/questions/feed/", "/sitemap.xml", "/"):
        assertNotContains(client.get(path), "/questions/winter/")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "Amanda in winter?"}, "“Amanda” may not stand there"),
        ({"is_rewritten": ""}, "did not agree to this text"),
        ({"slug": "ask"}, "Another answer has this address"),
        ({"public_text": ""}, "This field is required"),
    ],
)
def test_publishing_that_is_refused_says_why(as_alice, alice, change, says):
    question = make_answered(by=alice)

    response = as_alice.post(address("publish", question), OWN | change)

    assertContains(response, says, status_code=422)
    question.refresh_from_db()
    assert not question.is_published


def test_asking_sends_a_mail_and_the_thread_says_that_it_waits(as_alice, alice):
    question = make_answered(by=alice)

    page = as_alice.post(address("ask_consent", question), TYPED | {"publishes": "on"}, follow=True)

    assertContains(page, "has not said anything yet")
    assertContains(as_alice.get(reverse("questions:inbox"), {"tab": "answered"}), "asked to agree")
    assert OutgoingMail.objects.get().kind == "consent_asked"
    assert Edition.objects.get().publishes


@pytest.mark.parametrize(
    ("fields", "change", "says"),
    [
        ({}, {"public_text": "Amanda Reyes asks."}, "“Reyes” may not stand there"),
        ({"asker_email": ""}, {}, "nobody to ask"),
        ({}, {"slug": "feed"}, "Another answer has this address"),
    ],
)
def test_asking_that_is_refused_says_why_and_keeps_what_was_typed(as_alice, alice, fields, change, says):
    response = as_alice.post(address("ask_consent", make_answered(by=alice, **fields)), TYPED | change)

    assertContains(response, says, status_code=422)
    assertContains(response, "Winter fitness?", status_code=422)
    assert not OutgoingMail.objects.exists()


def test_who_left_no_address_is_not_offered_to_be_asked(as_alice, alice):
    page = as_alice.get(address("thread", make_answered(by=alice, asker_email="")))

    assertNotContains(page, "Ask Amanda")
    assertContains(page, "Publish for everybody")


def test_the_thread_says_what_stands_and_what_they_said(as_alice, alice):
    agreed = make_published(by=alice, shown_name="A.")
    assertContains(as_alice.get(address("thread", agreed)), "as <b>A.</b>")

    waiting = make_answered(by=alice, slug="other")
    make_agreed(waiting)
    assertContains(as_alice.get(address("thread", waiting)), "needs no second yes")

    waiting.consents.update(withdrawn_at=waiting.asked_at)
    assertContains(as_alice.get(address("thread", waiting)), "took their yes <b>back</b>")


def test_what_is_better_left_out_is_marked_as_soon_as_the_form_stands_there(as_alice, alice):
    question = make_answered(by=alice, text="I take ibuprofen. Is that fine?", answer="Ask a doctor about ibuprofen.")

    page = as_alice.get(address("thread", question))

    assertContains(page, "<mark>ibuprofen</mark>", count=2)
    assertContains(page, 'value="public_text:7:16:ibuprofen"', count=1)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_one_press_cuts_it_and_stores_nothing(as_alice, as_fay, alice, headers):
    question = make_answered(by=alice)
    typed = TYPED | {"public_text": "I take ibuprofen. Is that fine?", "cut": "public_text:7:16:ibuprofen"}

    page = as_alice.post(address("look_over", question), typed, headers=headers)

    assertContains(page, "I take. Is that fine?</textarea>")
    assertContains(page, "Nothing found that others need not know")
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "public_text:0:9999999999999:x", "public_text:0:2:xx", "slug:0:1:w", "public_text:-1:3:e", "a:b:c:d:e"],
)
def test_a_place_that_is_none_cuts_nothing(as_alice, alice, wrong):
    page = as_alice.post(address("look_over", make_answered(by=alice)), TYPED | {"cut": wrong})

    assertContains(page, "Somebody asks how to rest.</textarea>")


def test_the_asker_s_own_words_are_offered_only_where_they_were_willing(as_alice, alice):
    willing = make_answered(by=alice, text="My own words here.")
    private = make_answered(by=alice, text="My own words here.", shown_name=None)

    assertContains(as_alice.get(address("thread", willing)), "My own words here.</textarea>")
    assertNotContains(as_alice.get(address("thread", private)), "My own words here.</textarea>")


def test_an_assistant_publishes_nothing_and_asks_nobody(as_fay, alice):
    question = make_answered(by=alice)

    for name in ("publish", "ask_consent", "unpublish"):
        assert as_fay.post(address(name, question), OWN).status_code == 403
    assertContains(as_fay.get(address("thread", question)), "decides what stands in the library")


def test_a_double_press_of_ask_sends_one_mail(as_alice, alice):
    question = make_answered(by=alice)
    for _ in range(2):
        assertRedirects(as_alice.post(address("ask_consent", question), TYPED), address("thread", question))
    assert OutgoingMail.objects.count() == 1
