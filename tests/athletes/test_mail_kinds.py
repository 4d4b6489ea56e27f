from pathlib import Path

import allauth

from athletes.choices import MailKind
from athletes.mail_kinds import ACCOUNT, all_that_can_be_turned_off, from_coach, kind_words

TEMPLATES = Path(allauth.__file__).parent / "templates"
APPS = ("account", "mfa", "usersessions")


def test_every_mail_that_allauth_sends_is_account_mail():
    found = {path.name for app in APPS for path in (TEMPLATES / app / "email").glob("*_subject.txt")}

    assert {name.removesuffix("_subject.txt") for name in found} <= ACCOUNT


def test_account_mail_cannot_be_turned_off():
    assert ACCOUNT.isdisjoint(all_that_can_be_turned_off())


def test_the_weekly_and_the_morning_mail_and_every_choice_can_be_turned_off():
    assert set(all_that_can_be_turned_off()) == {"weekly_plan", "daily_plan", *MailKind.values}


def test_a_question_answered_is_no_business_of_the_athletes_coach():
    assert "question_answered" not in from_coach()
    assert "plan_published" in from_coach()


def test_a_kind_has_words():
    assert kind_words("plan_published") == "Plan published"
