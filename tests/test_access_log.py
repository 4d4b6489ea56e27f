"""The log, the web server's and Django's own: no line of it may open anything."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from gunicorn.config import Config  # type: ignore[import-untyped]  # it comes without types

from coachapp.access_log import DiscreetLogger

KEY = "Vv785Oa08IN-oRQpfBwB_EmyjEpK9fNCDQ9yHZi-r4o"


def logged(path):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "q=sore+knee",
        "RAW_URI": f"{path}?q=sore+knee",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"http://testserver{path}",
    }
    answer = SimpleNamespace(status="200 OK", headers=[], sent=7)
    atoms = DiscreetLogger(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta())
    return " ".join(str(atoms[name]) for name in "hlutrsmUqHbf")


@pytest.mark.parametrize(
    "path",
    [
        f"/invitations/{KEY}/",
        f"/invitations/{KEY}/accept/",
        f"/assist/{KEY}/",
        f"/mail/off/{KEY}/",
        f"/mail/off/{KEY}/all/",
        f"/tap/{KEY}/",
        f"/tap/{KEY}/undo/",
        f"/consent/{KEY}/",
        f"/consent/{KEY}/withdraw/",
        f"/plan/mail/{KEY}/",
        f"/calendar/{KEY}/off-season.ics",
        f"/accounts/confirm-email/{KEY}/",
        f"/accounts/password/reset/key/1-{KEY}/",
    ],
)
def test_a_link_that_opens_something_is_not_written_down(path):
    line = logged(path)
    assert KEY not in line
    assert path.partition(KEY)[0].removesuffix("1-") in line


def test_an_ordinary_page_is_named_without_what_was_typed():
    line = logged("/questions/first-fast-run-after-a-marathon/")
    assert "GET /questions/first-fast-run-after-a-marathon/ HTTP/1.1" in line
    assert "knee" not in line


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What our handler writes."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    asked: Any = settings.LOGGING
    for name in asked["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(asked["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"/calendar/{KEY[:32]}/off-season.ics", f"/calendar/{KEY}/", f"/plan/mail/{KEY}/x/"])
def test_django_refuses_a_link_without_writing_it_down(console, path):
    Client().get(path)
    Client().post(path)

    lines = console.getvalue()
    assert "Not Found: /" in lines
    assert KEY[:32] not in lines
