"""The coach's first page: who needs them today, ordered by need, each with one action."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.invite import invite
from athletes.models import OutgoingMail, SafetyAnswer, SetAside
from coachapp.desk.needs.board import board_of
from coachapp.desk.needs.need import write_to
from plans.actions.check_in import check_in
from plans.actions.log import mark_done
from plans.models import Absence, TrainingSession
from tests.factories import BOSTON, NEW_YORK, NOW, account_of, make_athlete, make_race
from tests.plans.drafted import make_draft, publish_draft
from tests.questions.factories import make_question

QUERIES = 22
BOARD = reverse("desk:board")
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def kinds(coach, *, at=NOW):
    return [need.kind for need in board_of(coach.user, today=at.date(), at=at).rows]


def reasons(coach, *, at):
    return [need.reason for need in board_of(coach.user, today=at.date(), at=at).rows]


def test_an_address_adds_nothing_to_a_mail(alice):
    bob = make_athlete(email="bob?bcc=eve&body=x@example.org", coach=alice)
    write = write_to(bob, subject="How is it going?", fallback="/")

    assert write.url == "mailto:bob%3Fbcc%3Deve%26body%3Dx@example.org?subject=How%20is%20it%20going%3F"


def raced(athlete, *, day=NEW_YORK, goal=True, **fields):
    race = make_race(athlete, day=day, **fields)
    if goal:
        make_race(athlete, name="Boston", day=BOSTON, status="planned")
    return race


def test_who_raced_stands_there_the_day_after_and_not_on_the_day(alice, bob):
    raced(bob, day=TODAY - DAY)
    assert kinds(alice) == ["unplanned"]
    assert kinds(alice, at=NOW - DAY) == []


def test_one_press_plans_it(as_alice, bob):
    raced(bob)
    page = as_alice.get(BOARD)
    assertContains(page, "One needs you today")
    assertContains(page, "Raced New York 3 days ago and has no off-season.")
    fields = dict(page.context["board"].rows[0].action.fields)

    answer = as_alice.post(page.context["board"].rows[0].action.url, fields)

    assert answer["Location"].startswith("/coach/plans/")
    assertContains(as_alice.get(BOARD), "Choose a remedy")  # its default spring plan is a long one


def test_without_a_race_to_go_to_it_asks_for_one(as_alice, bob):
    raced(bob, goal=False)
    assertContains(as_alice.get(BOARD), f'href="{reverse("athletes:athlete_race_add", args=[bob.pk])}"')


def test_a_plan_that_was_made_before_the_race_is_enough(alice, bob):
    publish_draft(make_draft(bob))
    assert kinds(alice) == []


def test_three_who_ran_the_same_race_are_one_row(as_alice, alice, bob):
    for athlete in (bob, make_athlete(name="Ben", coach=alice), make_athlete(name="Émile Ünal", coach=alice)):
        raced(athlete)
    page = as_alice.get(BOARD)
    assertContains(page, "3 raced 3 days ago and have no off-season.")
    assertContains(page, "Ben, Bob Brandt and 1 other:")
    action = page.context["board"].rows[0].action
    many = as_alice.post(action.url, {"athlete": [pk for _, pk in action.fields]})
    assert {row.candidate.athlete.name for row in many.context["rows"]} == {"Ben", "Bob Brandt", "Émile Ünal"}


def test_a_draft_rests_a_day_and_then_asks_for_a_look(alice, bob):
    make_draft(bob)
    assert kinds(alice) == []
    assert kinds(alice, at=NOW + 2 * DAY) == ["draft"]
    assert reasons(alice, at=NOW + 3 * DAY) == ["The draft has waited for 3 days."]


def test_a_draft_that_falls_short_asks_for_a_remedy_at_once(as_alice, alice, bob):
    make_draft(bob, weeks=20)
    assert kinds(alice) == ["unready"]
    assertContains(as_alice.get(BOARD), "Choose a remedy")


def test_an_off_season_that_nothing_follows(alice, bob):
    season = make_draft(bob, weeks=None)
    publish_draft(season, reason="She joins where she is.")
    last = season.weeks.order_by("end").last().end
    near, far = (NOW + (last - timedelta(days=days) - TODAY) for days in (14, 15))
    mark_everything_done(bob, at=far)
    assert kinds(alice, at=far) == []
    assert kinds(alice, at=near) == ["ending"]
    season.spring_plan_name = "Boston, 12 weeks"
    season.save()
    assert kinds(alice, at=near) == []


def test_a_known_spring_plan_follows(alice, bob):
    season = make_draft(bob, weeks=12)
    publish_draft(season)
    at = NOW + (season.weeks.order_by("end").last().end - TODAY)
    mark_everything_done(bob, at=at)
    assert kinds(alice, at=at) == []


def test_a_race_that_moved_or_is_off_after_the_plan_went_out(as_alice, alice, bob):
    season = make_draft(bob)
    publish_draft(season)
    season.a_race.date += timedelta(weeks=1)
    season.a_race.save()
    assert kinds(alice) == ["outdated"]
    assertContains(as_alice.get(BOARD), "Boston moved to 26 Apr; the plan still leads to 19 Apr.")
    season.a_race.status = "dns"
    season.a_race.save()
    assertContains(as_alice.get(BOARD), "Boston is off, and the plan still leads to it.")


def test_ten_silent_days(alice, bob):
    publish_draft(make_draft(bob))
    assert kinds(alice, at=NOW + 9 * DAY) == []
    assert kinds(alice, at=NOW + 10 * DAY) == ["silent"]
    mark_done(TrainingSession.objects.of(bob).in_order()[0], by=account_of(bob), at=NOW + 5 * DAY)
    assert kinds(alice, at=NOW + 10 * DAY) == []


def test_a_record_without_an_account_cannot_be_silent(alice):
    record = make_athlete(name="Frida Falk", coach=alice)
    publish_draft(make_draft(record))
    assert kinds(alice, at=NOW + 20 * DAY) == []


def test_an_ache_comes_before_everything_that_has_a_date(as_alice, alice, bob):
    raced(make_athlete(name="Ben", coach=alice))
    felt(bob, "ache", where="left knee")
    assert kinds(alice) == ["ache", "unplanned"]
    assertContains(as_alice.get(BOARD), "Something aches: left knee.")


@pytest.mark.parametrize(
    ("before", "now", "found"), [("hard", "hard", ["hard"]), ("right", "hard", []), ("hard", "right", [])]
)
def test_two_hard_weeks_in_a_row(alice, bob, before, now, found):
    felt(bob, before, weeks_ago=1)
    felt(bob, now)
    assert kinds(alice) == found


def test_who_is_not_cleared_stands_first_and_why_is_not_said(as_alice, alice, bob):
    SafetyAnswer.objects.create(athlete=bob, flags=["cardiac"], answered_at=NOW)
    page = as_alice.get(BOARD)
    assert kinds(alice) == ["uncleared"]
    assertNotContains(page, "cardiac")
    SafetyAnswer.objects.create(athlete=bob, flags=["cardiac"], cleared_on=TODAY, answered_at=NOW + DAY)
    assert kinds(alice) == []


def test_an_open_question(as_alice, alice, bob):
    question = make_question(asker=account_of(bob), coach=alice)
    assertContains(as_alice.get(BOARD), reverse("questions:thread", args=[question.pk]))


@pytest.mark.parametrize(("days", "said"), [(0, ""), (1, "Waiting since yesterday."), (9, "Waiting for 9 days.")])
def test_a_question_says_how_long_it_has_waited(alice, bob, days, said):
    make_question(asker=account_of(bob), coach=alice)
    at = NOW + days * DAY
    assert [need.detail for need in board_of(alice.user, today=at.date(), at=at).rows] == [said]


def test_a_question_that_is_put_off_merged_or_put_away_waits_for_nobody(alice):
    thread = make_question(coach=alice)
    make_question(coach=alice, merged_into=thread)
    make_question(coach=alice, state="spam")
    make_question(coach=alice, state="declined")
    make_question(coach=alice, snoozed_at=NOW, snoozed_until=NOW + DAY)
    assert kinds(alice) == ["question"]
    assert kinds(alice, at=NOW + DAY) == ["question", "question"]


def test_what_names_a_sign_of_the_safety_list_stands_above_all_else(as_alice, alice, bob):
    raced(bob)
    make_question(coach=alice, asker_name="Zoe", text="How do I rest?")
    make_question(coach=alice, asker_name="Amanda", text="I fainted on the long run.")
    assert kinds(alice) == ["unwell", "unplanned", "question"]
    assertContains(as_alice.get(BOARD), "Fainting, or nearly, on effort. Write at once: no running")


def test_a_new_word_brings_back_a_question_that_was_set_aside(as_alice, alice):
    question = make_question(coach=alice)
    set_aside(as_alice, until="always")
    assert kinds(alice) == []
    question.messages.create(source="mail", text="It got worse.", at=NOW + DAY)
    assert kinds(alice, at=NOW + DAY) == ["question"]


def test_mail_that_was_given_up(alice, bob):
    OutgoingMail.objects.create(
        recipient=account_of(bob), to="bob@example.org", kind="weekly_plan", key="1", subject="Your week", text="…",
        message_id="<1@x>", state="failed", not_before=NOW, created_at=NOW,
    )  # fmt: skip
    assert kinds(alice) == ["bounced"]
    assert kinds(alice, at=NOW + 15 * DAY) == []


def test_an_invitation_without_an_answer(alice):
    frida = make_athlete(name="Frida Falk", coach=alice)
    invite(frida, email="frida@example.org", by=alice.user, at=NOW)
    assert kinds(alice, at=NOW + 2 * DAY) == []
    assert kinds(alice, at=NOW + 3 * DAY) == ["invited"]
    OutgoingMail.objects.update(state="failed")
    assert kinds(alice, at=NOW) == ["invited"]


def test_an_athlete_has_one_row_with_the_rest_behind_it(as_alice, alice, bob):
    raced(bob)
    make_question(asker=account_of(bob), coach=alice)
    assert kinds(alice) == ["unplanned"]
    assertContains(as_alice.get(BOARD), "Also: an unanswered question.")


@pytest.mark.parametrize(("count", "more"), [(11, "1 more waits"), (12, "2 more wait")])
def test_at_most_ten_rows_and_how_many_more(as_alice, alice, count, more):
    for number in range(count):
        raced(make_athlete(name=f"Runner {number}", coach=alice), name=f"Race {number}")
    page = as_alice.get(BOARD)
    assert len(page.context["board"].rows) == 10
    assertContains(page, f"{count} need you today")
    assertContains(page, f"{more} below these ten")


def test_a_row_set_aside_is_gone_and_comes_back(as_alice, alice, bob):
    raced(bob)
    set_aside(as_alice)
    assert kinds(alice) == []
    assert kinds(alice, at=NOW + DAY) == ["unplanned"]

    as_alice.post(reverse("desk:bring_back", args=[SetAside.objects.get().act]))
    assert kinds(alice) == ["unplanned"]


@pytest.mark.parametrize(("until", "days"), [("tomorrow", 1), ("week", 7), ("always", None)])
def test_until_when_it_is_set_aside(as_alice, alice, bob, until, days):
    raced(bob)
    set_aside(as_alice, until=until)
    back = SetAside.objects.get().until
    assert (back is None) == (days is None)
    if days:
        assert kinds(alice, at=NOW + (days - 1) * DAY) == []
        assert kinds(alice, at=NOW + days * DAY) == ["unplanned"]


def test_newer_news_brings_a_row_back(as_alice, alice, bob):
    felt(bob, "ache", where="knee")
    set_aside(as_alice, until="always")
    assert kinds(alice) == []
    felt(bob, "ache", where="hip", at=NOW + timedelta(hours=1))
    assert kinds(alice, at=NOW + DAY) == ["ache"]


def test_a_crowd_is_set_aside_and_brought_back_whole(as_alice, alice):
    for number in range(4):
        raced(make_athlete(name=f"Runner {number}", coach=alice))
    set_aside(as_alice)
    page = as_alice.get(BOARD)
    assertContains(page, "1 set aside")
    as_alice.post(reverse("desk:bring_back", args=[SetAside.objects.first().act]))
    assert SetAside.objects.count() == 0


def test_a_second_press_is_no_error(as_alice, bob):
    raced(bob)
    row = as_alice.get(BOARD).context["board"].rows[0]
    for _ in range(2):
        press(as_alice, row)
    assert SetAside.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "nope", "fact": "1", "until": "week"},
        {"kind": "draft", "until": "week"},
        {"kind": "draft", "fact": "x" * 41, "until": "week"},
        {"kind": "draft", "fact": "\0", "until": "week"},
    ],
)
def test_a_row_that_never_was_is_refused(as_alice, body):
    assertRedirects(as_alice.post(reverse("desk:set_aside"), body), BOARD)
    assert not SetAside.objects.exists()


def test_another_coach_sees_nothing_of_it_and_cannot_bring_it_back(as_alice, as_dana, alice, dana, bob):
    raced(bob)
    set_aside(as_alice)
    assert kinds(dana) == []
    as_dana.post(reverse("desk:bring_back", args=[SetAside.objects.get().act]))
    assert SetAside.objects.count() == 1


def test_a_coach_without_athletes_is_told_how_to_begin(as_dana):
    assertContains(as_dana.get(BOARD), "Your first athlete")


@pytest.mark.parametrize("athletes", [1, 30])
def test_the_queries_do_not_grow(alice, as_alice, athletes, django_assert_num_queries):
    for number in range(athletes):
        runner = make_athlete(name=f"Runner {number}", email=f"r{number}@example.org", coach=alice)
        raced(runner, name=f"Race {number}")
        felt(runner, "ache")
        make_question(asker=account_of(runner), coach=alice)
    with django_assert_num_queries(QUERIES):
        as_alice.get(BOARD)


def mark_everything_done(athlete, *, at):
    for session in TrainingSession.objects.of(athlete).filter(date__lte=at.date()):
        mark_done(session, by=account_of(athlete), at=at)


def felt(athlete, feeling, *, weeks_ago=0, where="", at=NOW):
    start = date(2026, 11, 2) - timedelta(weeks=weeks_ago)
    by = account_of(athlete)
    return check_in(athlete, week_start=start, feeling=feeling, where=where, by=by, at=at - weeks_ago * 7 * DAY)


def set_aside(client, *, until="tomorrow"):
    press(client, client.get(BOARD).context["board"].rows[0], until=until)


def press(client, row, *, until="tomorrow"):
    body = {"kind": row.kind, "fact": list(row.facts), "until": until}
    assertRedirects(client.post(reverse("desk:set_aside"), body), BOARD)


def absent(athlete, first, last, *, kind="ill"):
    return Absence.objects.create(athlete=athlete, kind=kind, start=TODAY + first * DAY, end=TODAY + last * DAY, at=NOW)


def test_who_is_ill_or_away_stands_there_a_week_before_until_two_days_after(alice, bob):
    absent(bob, 8, 9, kind="away")
    assert kinds(alice) == []
    assert kinds(alice, at=NOW + DAY) == ["absent"]
    assert reasons(alice, at=NOW + 8 * DAY) == ["Away today, until Fri 13 Nov."]
    assert reasons(alice, at=NOW + 11 * DAY) == ["Was away 12 – 13 Nov, and is back."]
    assert kinds(alice, at=NOW + 12 * DAY) == []


def test_a_long_illness_asks_for_a_lighter_plan_and_leads_to_the_week(alice, bob):
    absent(bob, -6, 0)

    (need,) = board_of(alice.user, today=TODAY, at=NOW).rows

    assert "A lighter plan for a while is yours to make." in need.detail
    assert need.action.url == reverse("plans:athlete_week", args=[bob.pk, TODAY - 6 * DAY])


def test_another_coach_is_not_told_who_is_ill(dana, bob):
    absent(bob, 0, 0)
    assert kinds(dana) == []


def test_who_is_away_is_not_silent(alice, bob):
    publish_draft(make_draft(bob))
    later = NOW + 14 * DAY
    assert "silent" in kinds(alice, at=later)
    absent(bob, 12, 16)
    assert kinds(alice, at=later) == ["absent"]
