import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Activity
from plans.actions.log import mark_done
from plans.actions.run import add_run
from plans.models import OffSeason, SessionLog, SessionMatch, TrainingSession
from tests.plans.published import MONDAY, make_published

LOG, NEW = reverse("plans:log"), reverse("plans:new_run")
EVENING = datetime(2026, 12, 20, 19, 0, tzinfo=UTC)
SUNDAY = EVENING.date()
PAGE = f"{LOG}?until={SUNDAY}"


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def long_run(bob) -> TrainingSession:
    make_published(bob)
    return TrainingSession.objects.of(bob).get(ingredient="long")


def say(client, address, **said):
    return client.post(address, said)


def run_of(bob, *, day=SUNDAY, key="one", metres=5_000.0) -> Activity:
    return add_run(bob, key=key, said={"date": day, "distance_m": metres}, at=EVENING)


def undo_of(client, answer):
    """The tap that the toast offers."""
    page = client.get(answer["Location"]).content.decode()
    return client.post(re.findall(r'action="([^"]+/undo/)"', page)[-1])


def test_an_empty_log_says_what_to_do(as_bob):
    assertContains(as_bob.get(LOG), "Nothing logged yet")
    assertContains(as_bob.get(LOG), NEW)


def test_a_week_has_its_total_its_longest_run_and_what_was_said(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING, distance_m=15_500, duration_s=5_520, effort=4, note="felt <good> ❄️")
    run_of(bob)

    page = as_bob.get(LOG)

    assertContains(page, '<b class="strong">20.5 km</b> of 54.7 km, longest 15.5 km')
    assertContains(page, "15.5 km in 1 h 32, effort 4 of 10")
    assertContains(page, "“felt &lt;good&gt; ❄️”")
    assertContains(page, "Another run")
    assertContains(page, "6 not logged")


def test_one_tap_logs_a_day_that_is_over_and_one_takes_it_back(as_bob, bob, long_run):
    fast = TrainingSession.objects.of(bob).get(ingredient="fast")
    answer = as_bob.post(f"{reverse('plans:log_tick', args=[fast.pk])}?until=2026-12-20")

    assertRedirects(answer, PAGE, fetch_redirect_response=False)
    assert SessionLog.objects.get().distance_m == fast.distance_m
    undo_of(as_bob, answer)
    assert not SessionLog.objects.exists()


def test_a_tap_on_an_old_page_leaves_what_was_said(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING, distance_m=9_000)

    page = as_bob.post(reverse("plans:log_tick", args=[long_run.pk]), follow=True)

    assertContains(page, "is logged already")
    assert SessionLog.objects.get().distance_m == 9_000


def test_htmx_gets_the_log_alone(as_bob, long_run):
    answer = as_bob.post(reverse("plans:log_tick", args=[long_run.pk]), headers={"HX-Request": "true"})

    assertContains(answer, 'id="log"')
    assertNotContains(answer, "<html")
    assert "undo" in answer["HX-Trigger"]


def test_a_logged_session_is_changed_and_the_change_taken_back(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING, distance_m=15_512.0, duration_s=5_555, note="snow")
    address = reverse("plans:log_session", args=[long_run.pk])
    form = as_bob.get(address).context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    assert (form["distance"].value(), form["duration_min"].value()) == (15.5, 93)

    answer = as_bob.post(address, said | {f"{long_run.pk}-effort": "7"})

    log = SessionLog.objects.get()
    assert (log.distance_m, log.duration_s, log.effort, log.note) == (15_512, 5_555, 7, "snow")  # no metre moved
    undo_of(as_bob, answer)
    assert SessionLog.objects.get().effort is None


def test_not_done_after_all_and_done_again(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING, distance_m=9_000)

    answer = as_bob.post(reverse("plans:log_open", args=[long_run.pk]))

    assert not SessionLog.objects.exists()
    undo_of(as_bob, answer)
    assert SessionLog.objects.get().distance_m == 9_000
    assertContains(as_bob.post(reverse("plans:log_undo", args=[long_run.pk]), follow=True), "nothing left to take back")


def test_what_cannot_be_read_is_shown_again_with_the_reason(as_bob, long_run):
    answer = say(as_bob, reverse("plans:log_session", args=[long_run.pk]), **{f"{long_run.pk}-distance": "ten"})

    assertContains(answer, "Write a number", status_code=422)
    assert not SessionLog.objects.exists()


def test_rest_is_not_logged(as_bob, bob, long_run):
    rest = TrainingSession.objects.of(bob).filter(ingredient="rest")[0]

    assert as_bob.post(reverse("plans:log_tick", args=[rest.pk])).status_code == 404


def test_what_the_coach_has_not_opened_is_not_there(as_bob, bob):
    make_published(bob, visible_until=MONDAY)
    hidden = TrainingSession.objects.of(bob).get(ingredient="long")

    assertNotContains(as_bob.get(LOG), "Long run")
    assert as_bob.get(reverse("plans:log_session", args=[hidden.pk])).status_code == 404


def test_what_was_done_stays_when_the_plan_is_taken_back(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING)
    OffSeason.objects.update(published=None)

    page = as_bob.get(LOG)

    assertContains(page, "Long run")
    assertNotContains(page, "not logged")


def test_a_run_takes_three_fields(as_bob, bob):
    answer = say(as_bob, NEW, distance="5,2", duration_min="31", effort="3", date="2026-12-19", note="ليلى 🏃")

    assertRedirects(answer, f"{LOG}?until=2026-12-19", fetch_redirect_response=False)
    run = Activity.objects.get()
    assert (run.athlete, run.distance_m, run.duration_s, run.effort, run.note) == (bob, 5_200, 1_860, 3, "ليلى 🏃")
    undo_of(as_bob, answer)
    assert not Activity.objects.exists()


def test_a_second_click_adds_no_second_run(as_bob):
    key = as_bob.get(NEW).context["form"]["key"].value()
    for _ in range(2):
        say(as_bob, NEW, distance="5", date="2026-12-19", key=str(key))

    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"distance": ""}, "An estimate is good enough."),
        ({"distance": "0"}, "An estimate is good enough."),
        ({"distance": "-4"}, "A distance is zero or more."),
        ({"distance": "1e9"}, "Look at the number and the unit."),
        ({"distance": "nan"}, "Write a number"),
        ({"duration_min": "99999"}, "1440"),
        ({"effort": "11"}, "11"),
        ({"date": "2026-12-21"}, "still to come"),
        ({"date": "1900-01-01"}, "Look at the year"),
        ({"date": "yesterday"}, "valid date"),
        ({"note": "x" * 2001}, "2000"),
        ({"note": "a\x00b"}, "Null characters"),
        ({"key": "../../etc"}, "UUID"),
    ],
)  # fmt: skip
def test_a_run_that_cannot_be_says_what_to_change(as_bob, said, reason):
    answer = say(as_bob, NEW, **({"distance": "5", "date": "2026-12-19", "note": "kept words"} | said))

    assertContains(answer, reason, status_code=422)
    assert not Activity.objects.exists()


def test_who_counts_in_minutes_needs_no_distance(as_bob, bob):
    bob.unit = "min"
    bob.save()

    assertContains(say(as_bob, NEW, distance="5", date="2026-12-19"), "Write the minutes.", status_code=422)
    say(as_bob, NEW, duration_min="40", date="2026-12-19")
    assert (Activity.objects.get().distance_m, Activity.objects.get().duration_s) == (None, 2_400)


def test_a_run_is_changed_and_taken_out_and_both_taken_back(as_bob, bob):
    run = run_of(bob)
    address = reverse("plans:run", args=[run.pk])

    undo_of(as_bob, say(as_bob, address, distance="6", date="2026-12-20"))
    assert Activity.objects.get().distance_m == 5_000
    answer = as_bob.post(reverse("plans:run_remove", args=[run.pk]))
    assert not Activity.objects.exists()
    undo_of(as_bob, answer)
    assert Activity.objects.get().distance_m == 5_000
    assert as_bob.post(reverse("plans:run_remove", args=[run.pk])).status_code == 404  # a stale tab


def test_a_run_was_saturdays_long_run(as_bob, bob, long_run):
    run = run_of(bob, day=SUNDAY - timedelta(days=1), metres=16_000.0)
    address = reverse("plans:run_match", args=[run.pk, long_run.pk])
    assertContains(as_bob.get(reverse("plans:run", args=[run.pk])), address)

    as_bob.post(address)

    assert SessionMatch.objects.get().session == long_run
    page = as_bob.get(LOG)
    assertContains(page, '<b class="strong">16 km</b>')
    assertNotContains(page, "Another run")
    assertContains(page, reverse("plans:run", args=[run.pk]))
    assertContains(as_bob.post(reverse("plans:run_undo", args=[run.key]), follow=True), "As it was before.")
    assert not SessionMatch.objects.exists()
    assert not SessionLog.objects.exists()


def test_a_match_is_taken_apart(as_bob, bob, long_run):
    run = run_of(bob)
    as_bob.post(reverse("plans:run_match", args=[run.pk, long_run.pk]))

    as_bob.post(reverse("plans:run_unmatch", args=[run.pk]))

    assert not SessionLog.objects.exists()
    assertContains(as_bob.get(LOG), "Another run")


def test_only_a_run_can_have_been_the_run(as_bob, bob, long_run):
    strength = TrainingSession.objects.of(bob).get(ingredient="strength")

    assert as_bob.post(reverse("plans:run_match", args=[run_of(bob).pk, strength.pk])).status_code == 404


def test_a_session_that_was_logged_meanwhile_stays_as_it_is(as_bob, bob, long_run):
    mark_done(long_run, by=bob.user, at=EVENING, distance_m=1_000)

    page = as_bob.post(reverse("plans:run_match", args=[run_of(bob).pk, long_run.pk]), follow=True)

    assertContains(page, "is logged already")
    assert SessionLog.objects.get().distance_m == 1_000


@pytest.mark.parametrize("stranger", ["as_charlie", "as_alice", "as_dana", "as_fay"])
def test_a_log_is_written_by_its_athlete_alone(request, stranger, bob, long_run):
    run, client = run_of(bob), request.getfixturevalue(stranger)

    for name, ids in (
        ("run", [run.pk]),
        ("run_remove", [run.pk]),
        ("run_match", [run.pk, long_run.pk]),
        ("log_tick", [long_run.pk]),
    ):
        assert (
            client.post(reverse(f"plans:{name}", args=ids), {"distance": "1", "date": "2026-12-19"}).status_code == 404
        )
    client.post(reverse("plans:run_undo", args=[run.key]))
    assert Activity.objects.get().distance_m == 5_000
    assert not SessionLog.objects.exists()


def test_the_coach_reads_it_without_buttons(as_alice, bob, long_run):
    run_of(bob)

    page = as_alice.get(reverse("plans:athlete_log", args=[bob.pk]))

    assertContains(page, "Another run")
    assertNotContains(page, '<form method="post" action="/log/')
    assertNotContains(page, NEW)


def test_another_coach_does_not_know_it(as_dana, bob):
    assert as_dana.get(reverse("plans:athlete_log", args=[bob.pk])).status_code == 404


def test_earlier_weeks_are_one_link_away(as_bob, bob):
    run_of(bob, day=date(2026, 10, 1))

    page = as_bob.get(LOG)

    assertContains(page, "?until=2026-11-08")
    assertContains(as_bob.get(f"{LOG}?until=2026-11-08"), "Another run")
    assert as_bob.get(f"{LOG}?until=2026-11-08").context["page"].later == SUNDAY


@pytest.mark.parametrize("until", ["2026-13-40", "nonsense", "0001-01-01", "9999-12-31", "\x00"])
def test_an_odd_address_shows_the_newest_weeks(as_bob, until):
    assert as_bob.get(LOG, {"until": until}).context["page"].until == SUNDAY


@pytest.mark.parametrize("weeks", [1, 3])
def test_query_count_does_not_grow(as_bob, bob, weeks, django_assert_num_queries):
    make_published(bob, starts=tuple(MONDAY - timedelta(days=7 * n) for n in reversed(range(weeks))))
    for number in range(weeks):
        run_of(bob, key=str(number))

    with django_assert_num_queries(7):  # session, user and athlete, desk; sessions, runs, and the first day of each
        as_bob.get(LOG)
