"""Who may read a calendar: whoever has its address, while it is on; and the files, which are the athlete's own."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.archive import archive
from athletes.actions.join import leave_coach
from plans.actions.calendar_feed import give_new_address, switch_off
from plans.models import CalendarFeed
from tests.plans.views.calendar_feed.reading import AT, address_of, by_title, events, sequences


class TestWhoMayRead:
    def test_a_wrong_token_and_one_taken_back_are_the_same(self, program, address, bob):
        switch_off(bob)
        unknown = reverse("plans:calendar_feed", args=["x" * 32])

        answers = [program.get(each) for each in (address, unknown)]

        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content.replace(address.encode(), b"") == answers[1].content.replace(unknown.encode(), b"")

    def test_a_new_address_ends_the_old_one(self, program, address, bob):
        give_new_address(bob, at=AT)

        assert program.get(address).status_code == 404
        assert program.get(address_of(bob)).status_code == 200

    @pytest.mark.parametrize("token", ["", "x", "%00" * 32, "ä" * 32, "x" * 33, "x" * 5000, "' OR 1=1 --"])
    @pytest.mark.django_db
    def test_what_is_no_token_is_no_page(self, program, token):
        assert program.get(f"/calendar/{token}/off-season.ics").status_code == 404

    def test_it_stops_with_the_account(self, program, address, bob):
        bob.user.is_active = False
        bob.user.save()

        assert program.get(address).status_code == 404

    def test_the_coachs_archive_is_the_coachs(self, program, address, bob):
        archive(bob, at=AT)

        assert events(program.get(address))

    def test_who_leaves_their_coach_keeps_it(self, program, address, bob):
        leave_coach(bob, at=AT)

        assert events(program.get(address))

    def test_it_is_read_and_nothing_else(self, program, address):
        for method in (program.post, program.put, program.delete, program.patch):
            assert method(address).status_code == 405

    def test_no_cookie_and_no_trace(self, program, address):
        answer = program.get(address)

        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-cache"

    def test_guessing_ends_soon_and_hinders_no_reader(self, program, address):
        unknown = reverse("plans:calendar_feed", args=["x" * 32])
        answers = [program.get(unknown).status_code for _ in range(121)]

        assert (answers[119], answers[120]) == (404, 429)
        assert program.get(address).status_code == 200

    def test_one_address_is_not_read_without_end(self, program, address):
        answers = [program.head(address).status_code for _ in range(241)]

        assert (answers[239], answers[240]) == (200, 429)


@pytest.mark.usefixtures("off_season")
class TestFiles:
    def test_the_whole_plan_once(self, as_bob):
        answer = as_bob.get(reverse("plans:calendar_file"))

        assert answer["Content-Disposition"] == 'attachment; filename="off-season.ics"'
        assert "Long run, 16.1 km" in by_title(answer)
        assert b"REFRESH-INTERVAL" not in answer.content
        assert not CalendarFeed.objects.get().is_on

    def test_it_goes_on_counting_where_the_feed_is(self, as_bob, program, address, bob):
        program.get(address)
        bob.sessions.filter(ingredient="long").update(distance_m=18_000)

        taken = sequences(as_bob.get(reverse("plans:calendar_file")))

        assert max(taken.values()) == 1
        assert sequences(program.get(address)) == taken

    def test_one_session(self, as_bob, bob):
        long_run = bob.sessions.get(ingredient="long")

        answer = as_bob.get(reverse("plans:session_file", args=[long_run.pk]))

        (event,) = events(answer)
        assert event["uid"] == f"{long_run.pk}@off-season"
        assert answer["Content-Disposition"] == 'attachment; filename="training-2026-12-20.ics"'

    def test_the_week_offers_it_for_days_to_come_and_only_to_the_athlete(self, as_bob, as_alice, bob):
        long_run, easy = bob.sessions.get(ingredient="long"), bob.sessions.get(ingredient="easy")
        links = [reverse("plans:session_file", args=[one.pk]) for one in (long_run, easy)]

        assertContains(as_bob.get(reverse("plans:week")), links[0])
        assertNotContains(as_bob.get(reverse("plans:week")), links[1])  # yesterday's
        assertNotContains(as_alice.get(reverse("plans:athlete_week", args=[bob.pk, long_run.date])), links[0])

    def test_rest_has_none(self, as_bob, bob):
        rest = bob.sessions.filter(ingredient="rest").first()

        assert as_bob.get(reverse("plans:session_file", args=[rest.pk])).status_code == 404

    @pytest.mark.parametrize("stranger", ["as_charlie", "as_alice", "as_dana"])
    def test_nobody_takes_another_athletes_session(self, request, stranger, bob):
        long_run = bob.sessions.get(ingredient="long")

        answer = request.getfixturevalue(stranger).get(reverse("plans:session_file", args=[long_run.pk]))

        assert answer.status_code == 404

    def test_before_there_is_a_plan_the_file_is_empty(self, as_charlie):
        assert events(as_charlie.get(reverse("plans:calendar_file"))) == []
