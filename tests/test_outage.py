"""What a reader sees when something we need is away."""

import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import OperationalError
from django.test import Client
from redis.exceptions import ConnectionError as CacheGone

from questions.models import QuestionQuerySet

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def raising(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail


def test_without_the_database_a_page_says_to_come_back(visitor, monkeypatch):
    monkeypatch.setattr(QuestionQuerySet, "published", raising(OperationalError("the server went away")))
    page = visitor.get("/questions/")
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "Back in a minute" in page.content.decode()
    assert "went away" not in page.content.decode()


def test_without_the_cache_a_counted_page_says_to_come_back(visitor, monkeypatch):
    monkeypatch.setattr(RedisCache, "add", raising(CacheGone()))
    monkeypatch.setattr(RedisCache, "incr", raising(CacheGone()))
    monkeypatch.setattr(RedisCache, "get", raising(CacheGone()))
    assert visitor.post("/plan/", {}).status_code == 503


def test_a_mistake_of_ours_stays_a_500(visitor, monkeypatch):
    monkeypatch.setattr(QuestionQuerySet, "published", raising(ZeroDivisionError()))
    page = visitor.get("/questions/")
    assert page.status_code == 500
    assert "went wrong on our side" in page.content.decode()


def test_what_nobody_could_read_is_said_in_words(visitor, settings):
    page = visitor.post(
        "/questions/ask/", {f"field{n}": "1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    )
    assert page.status_code == 400
    assert "We could not read that" in page.content.decode()


def test_pages_of_a_session_are_kept_by_nobody(as_bob, client):
    assert as_bob.get("/settings/")["Cache-Control"] == "private, no-store"
    assert as_bob.get("/api/v1/me/")["Cache-Control"] == "private, no-store"
    assert not client.get("/tools/").has_header("Cache-Control")


def test_an_answer_to_a_token_is_kept_by_nobody(client):
    answer = client.get("/api/v1/me/", headers={"Authorization": "Token unknown"})
    assert answer["Cache-Control"] == "private, no-store"
