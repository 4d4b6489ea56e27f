"""What a coach sees of the mail that went to their athletes."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.join import leave_coach
from tests.factories import NOW, account_of, make_athlete, make_mail

pytestmark = pytest.mark.django_db
MAILS = "/coach/mails/"


def test_a_coach_reads_what_went_to_whom_and_what_became_of_it(as_alice, bob):
    make_mail(account_of(bob), subject="Week 3 of 12", state="sent", sent_at=NOW)
    make_mail(account_of(bob), subject="Your off-season is here", kind="plan_published", state="failed")
    page = as_alice.get(MAILS)

    for words in ("Bob Brandt", "Week 3 of 12", "Weekly plan", "sent", "Your off-season is here", "given up"):
        assertContains(page, words)


def test_who_assists_the_coach_reads_it_too(as_fay, bob):
    make_mail(account_of(bob), subject="Week 3 of 12")

    assertContains(as_fay.get(MAILS), "Week 3 of 12")


@pytest.mark.parametrize("kind", ["password_reset_key", "email_confirmation", "account_leaving", "question_answered"])
def test_mail_about_the_account_and_from_others_is_never_shown(as_alice, bob, kind):
    make_mail(account_of(bob), kind=kind, subject="Between us")

    assertNotContains(as_alice.get(MAILS), "Between us")
    assertNotContains(as_alice.get(f"/coach/athletes/{bob.pk}/"), "Between us")


def test_nothing_of_another_coachs_athletes_and_of_nobodys(as_dana, bob, charlie):
    make_mail(account_of(bob), subject="Week 3 of 12")
    make_mail(charlie, subject="Week 4 of 12")

    assertContains(as_dana.get(MAILS), "No mail yet")


def test_nothing_any_more_of_an_athlete_who_has_left(as_alice, bob):
    make_mail(account_of(bob), subject="Week 3 of 12")
    leave_coach(bob, at=NOW)

    assertNotContains(as_alice.get(MAILS), "Week 3 of 12")


def test_the_list_is_not_for_athletes(as_bob):
    assert as_bob.get(MAILS).status_code == 404


def test_an_old_mail_without_its_subject_is_named_by_its_kind(as_alice, bob):
    make_mail(account_of(bob), subject="", to="1@cleared.invalid", state="sent", sent_at=NOW)
    page = as_alice.get(MAILS)

    assertContains(page, "Weekly plan")
    assertNotContains(page, "cleared.invalid")


def test_a_hostile_subject_is_only_words(as_alice, bob):
    make_mail(account_of(bob), subject="<script>alert(1)</script> \u202e🏃")

    assertNotContains(as_alice.get(MAILS), "<script>alert")


def test_the_athletes_page_shows_their_newest_mails(as_alice, bob):
    for week in range(7):
        make_mail(account_of(bob), subject=f"Week {week} of 12")
    page = as_alice.get(f"/coach/athletes/{bob.pk}/")

    assertContains(page, "Week 6 of 12")
    assertNotContains(page, "Week 1 of 12")


@pytest.mark.parametrize("mails", [1, 3])
def test_queries_do_not_grow(as_alice, alice, mails, django_assert_num_queries):
    for number in range(mails):
        make_mail(account_of(make_athlete(name=f"Runner {number}", email=f"r{number}@example.org", coach=alice)))

    with django_assert_num_queries(5):
        page = as_alice.get(MAILS)
    assertContains(page, "Your week", count=mails)
