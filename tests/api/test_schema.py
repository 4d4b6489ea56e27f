"""The API describes itself, to machines and to people, and keeps its doors."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

from coachapp.api.docs import reference
from coachapp.routes import routes

PARAMETERS = {
    f"<uuid:{name}>": "00000000-0000-4000-8000-000000000000" for name in ("athlete_id", "off_season_id", "session_id")
}


def api_addresses():
    for route in routes(get_resolver()):
        if route.pattern.startswith("api/v1/"):
            address = route.pattern
            for name, value in PARAMETERS.items():
                address = address.replace(name, value)
            yield f"/{address}"


def test_the_schema_is_valid_and_warns_of_nothing():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


def test_every_call_is_in_the_schema(client, db):
    schema = client.get("/api/schema/?format=json").json()

    assert len(schema["paths"]) == len(list(api_addresses()))
    assert all("401" in call["responses"] for path in schema["paths"].values() for call in path.values())


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options", "head"])
def test_the_anonymous_get_401_at_every_address_and_method(db, method):
    for address in api_addresses():
        assert getattr(Client(), method)(address).status_code == 401, address


def test_the_reference_page_names_every_call_and_object(client, db):
    page = client.get("/api/docs/").content.decode()

    for group in reference().groups:
        for call in group.calls:
            assert f'id="{call.name}"' in page
            assert call.path in page
    for model in reference().models:
        assert f'id="{model.name}"' in page


def test_every_link_within_the_reference_leads_somewhere():
    made = reference()
    fields = [field.kind for model in made.models for field in model.fields]
    calls = [call for group in made.groups for call in group.calls]
    answers = [answer.kind for call in calls for answer in call.answers]
    bodies = [call.body for call in calls if call.body]

    assert {kind.model for kind in (*fields, *answers, *bodies)} - {""} <= {model.name for model in made.models}


def test_the_reference_page_keeps_the_sites_policy(client, db):
    response = client.get("/api/docs/")

    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert b"style=" not in response.content


def test_without_the_cache_everybody_is_served(as_bob, monkeypatch, caplog):
    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.cache", _Gone())

    assert as_bob.get("/api/v1/me/").status_code == 200
    assert "throttle: cache" in caplog.text


def test_a_visitor_who_asks_too_often_waits(client, db, monkeypatch):
    cache.clear()
    monkeypatch.setattr("coachapp.api.throttles.VisitorThrottle.rate", "1/min", raising=False)

    assert [client.get("/api/schema/?format=json").status_code for _ in range(2)] == [200, 429]


class _Gone:
    def get(self, *_):
        raise ConnectionError("no cache there")
