"""Migrations meet rows on a site that is in use, where an empty database would let them pass."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from questions.models import Message, Question
from questions.models.edition import digest_of
from tests.factories import NOW
from tests.questions.factories import make_published, make_question

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def migrated_back():
    """To the state before mail came in; forward again at the end, whatever happened."""
    call_command("migrate", "questions", "0002", verbosity=0)
    yield MigrationExecutor(connection).loader.project_state(("questions", "0002_answer_draft")).apps
    call_command("migrate", "questions", verbosity=0)


def test_threads_of_before_find_their_new_states_athlete_and_voucher(bob, migrated_back):
    questions, messages = (migrated_back.get_model("questions", name) for name in ("Question", "Message"))
    for state in ("open", "closed", "answered"):
        asked = questions.objects.create(title=state, state=state, asker_id=bob.user_id, asked_at=NOW)
        messages.objects.create(question=asked, source="form", text="How?", author_id=bob.user_id, at=NOW)
    call_command("migrate", "questions", verbosity=0)
    assert dict(Question.objects.values_list("title", "state")) == {
        "open": "new", "closed": "declined", "answered": "answered",
    }  # fmt: skip
    assert set(Question.objects.values_list("athlete", flat=True)) == {bob.pk}
    assert set(Message.objects.values_list("vouched_by", flat=True)) == {"account"}


def test_the_way_back_keeps_every_thread(bob):
    for state in ("new", "waiting", "spam"):
        make_question(title=state, state=state, athlete=bob)
    call_command("migrate", "questions", "0002", verbosity=0)
    before = MigrationExecutor(connection).loader.project_state(("questions", "0002_answer_draft")).apps
    kept = dict(before.get_model("questions", "Question").objects.values_list("title", "state"))
    call_command("migrate", "questions", verbosity=0)
    assert kept == {"new": "open", "waiting": "open", "spam": "closed"}


@pytest.fixture
def before_editions(alice):
    """To the state in which the library showed the answers themselves."""
    call_command("migrate", "questions", "0004", verbosity=0)
    yield MigrationExecutor(connection).loader.project_state(("questions", "0004_states_and_vouchers")).apps
    call_command("migrate", "questions", verbosity=0)


def test_what_stands_in_the_library_becomes_its_first_edition_under_the_agreed_name(alice, before_editions):
    questions, answers, consents = (
        before_editions.get_model("questions", name) for name in ("Question", "Answer", "Consent")
    )
    shown = {"state": "published", "published_at": NOW, "asked_at": NOW, "public_text": "How?", "asker_name": "Amanda"}
    agreed = questions.objects.create(title="Why?", slug="why", asker_email="amanda@example.org", **shown)
    reworded = questions.objects.create(title="When?", slug="when", **shown)
    for question in (agreed, reworded):
        answers.objects.create(question=question, by_id=alice.pk, text="Rest.", at=NOW)
    consents.objects.create(question=agreed, text_version="2026-11", shown_name="Amanda", at=NOW)

    call_command("migrate", "questions", verbosity=0)

    assert {question.title: question.asked_by for question in Question.objects.published()} == {
        "Why?": "Amanda",
        "When?": "",
    }
    assert all(
        question.edition.digest == digest_of(question.edition.texts) for question in Question.objects.published()
    )


def test_the_way_back_from_editions_keeps_what_is_published(alice):
    make_published(by=alice)
    call_command("migrate", "questions", "0004", verbosity=0)
    before = MigrationExecutor(connection).loader.project_state(("questions", "0004_states_and_vouchers")).apps
    kept = list(before.get_model("questions", "Question").objects.values_list("state", "slug"))
    call_command("migrate", "questions", verbosity=0)
    assert kept == [("published", "winter")]
