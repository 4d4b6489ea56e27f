"""Every page says for whom it was made, and signing out clears the browser."""

import pytest

from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db


def test_one_person_has_one_name_on_all_pages_and_another_has_another(as_bob, as_charlie, bob):
    bobs = {as_bob.get(page)["Page-Owner"] for page in ("/week/", "/settings/", "/questions/")}
    assert len(bobs) == 1
    assert as_charlie.get("/week/")["Page-Owner"] not in {*bobs, "none"}
    assert str(bob.user_id) not in bobs


def test_nobody_is_named_where_nobody_is_signed_in(client):
    assert client.get("/")["Page-Owner"] == client.get("/accounts/login/")["Page-Owner"] == "none"


def test_a_redirect_and_another_format_name_nobody(as_bob):
    assert not as_bob.get("/welcome/").has_header("Page-Owner")
    assert not as_bob.get("/api/v1/me/").has_header("Page-Owner")


def test_signing_out_clears_caches_and_the_worker_and_nothing_else_does(as_bob):
    assert not as_bob.get("/accounts/logout/").has_header("Clear-Site-Data")
    assert not as_bob.post("/settings/unit/", {"unit": "km"}).has_header("Clear-Site-Data")
    assert as_bob.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'


def test_a_week_names_itself_and_the_one_that_follows(as_bob, as_alice, bob):
    make_published(bob, starts=(MONDAY, MONDAY.replace(day=21)))
    week = as_bob.get("/week/2026-12-16/")
    assert (week["Content-Location"], week["Link"]) == ("/week/2026-12-14/", '</week/2026-12-21/>; rel="next"')
    assert not as_bob.get("/week/2026-12-21/").has_header("Link")
    assert not as_alice.get(f"/coach/athletes/{bob.pk}/week/2026-12-16/").has_header("Content-Location")
