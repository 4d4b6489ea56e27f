"""The system checks of the house, and Django's own on production settings."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from athletes.models import Race
from coachapp.checks import every_field_has_a_retention_rule
from coachapp.retention import Keep, kept

PRODUCTION = {
    "SECRET_KEY": "a-key-of-the-operator-0123456789-abcdefghijklmnopqrstuvwxyz-not-in-use",
    "ALLOWED_HOSTS": "plans.example.org",
    "SITE_URL": "https://plans.example.org",
    "DATABASE_URL": "postgres://app:app@db.example.org:5432/app",
    "REDIS_URL": "redis://cache.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://app:app@mail.example.org:587",
    "DJANGO_SETTINGS_MODULE": "coachapp.settings",
}


@pytest.fixture
def only(monkeypatch):
    def register(*models):
        app = SimpleNamespace(get_models=lambda: models)
        monkeypatch.setattr("coachapp.checks.OUR_APPS", ("ours",))
        monkeypatch.setattr("coachapp.checks.apps.get_app_config", lambda _: app)

    return register


def test_every_stored_field_says_how_long_it_is_kept():
    assert every_field_has_a_retention_rule() == []


def test_a_field_without_a_rule_is_an_error(only, monkeypatch):
    monkeypatch.setattr(Race, "kept", {name: rule for name, rule in Race.kept.items() if name != "goal"})
    only(Race)
    (error,) = every_field_has_a_retention_rule()
    assert (error.id, error.msg) == ("coachapp.E001", "athletes.Race.goal has no retention rule")


def test_a_rule_without_a_field_is_an_error(only, monkeypatch):
    monkeypatch.setattr(Race, "kept", {**Race.kept, **kept(WITH_PERSON="shoes")})
    only(Race)
    (error,) = every_field_has_a_retention_rule()
    assert (error.id, error.msg) == ("coachapp.E002", "athletes.Race.kept names shoes, which is no field")


def test_rules_are_named_by_the_words_of_the_list():
    assert kept(WITH_PERSON="name email") == {"name": Keep.WITH_PERSON, "email": Keep.WITH_PERSON}
    with pytest.raises(KeyError, match="FOR_EVER"):
        kept(FOR_EVER="name")


def manage(*arguments, **environment):
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=known | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_the_deploy_check_with_nothing_silenced():
    checked = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        checked.stderr
    )


def test_the_demo_and_its_mailbox_are_absent_in_production():
    listed = manage("dump_urls", "--json").stdout
    assert '"athletes:roster"' in listed
    assert "demo/" not in listed
    assert "gallery" not in listed


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"])
def test_a_missing_setting_fails_loudly_at_start(name):
    environment = PRODUCTION.copy()
    del environment[name]
    known = {"PATH": os.environ["PATH"]}
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, env=known | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode != 0
    assert name in started.stderr
