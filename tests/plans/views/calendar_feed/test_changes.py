"""What changes is numbered anew, and sent; what does not is neither."""

from datetime import time, timedelta

import pytest

from athletes.models import Race
from plans.actions.calendar_feed import choose_look, give_new_address, switch_on
from plans.models import OffSeason, PlanVersion
from tests.plans.published import MONDAY, make_published
from tests.plans.views.calendar_feed.reading import AT, SPRING, SUNDAY, address_of, by_title, events, sequences


class TestSequence:
    def test_nothing_changed_nothing_rises(self, program, address, clock):
        first = program.get(address)
        clock.shift(timedelta(hours=5))

        assert program.get(address).content == first.content
        assert set(sequences(first).values()) == {0}

    @pytest.mark.parametrize(
        "change",
        [
            {"date": SUNDAY + timedelta(days=1)},
            {"title": "Long run with a fast finish"},
            {"distance_m": 18_000},
            {"duration_s": 6000},
            {"steps": [{"kind": "easy", "distance_m": 16_000}]},
            {"why_text": "because it is the soup"},
            {"alternate": {"code": "L05", "title": "Snow run", "text": "On ice: by minutes."}},
        ],
    )
    def test_what_changed_rises_alone(self, program, address, bob, change, clock):
        before = sequences(program.get(address))
        long_run = bob.sessions.get(ingredient="long")
        uid = f"{long_run.pk}@off-season"
        clock.shift(timedelta(hours=1))

        bob.sessions.filter(pk=long_run.pk).update(**change)

        answer = program.get(address)
        after = sequences(answer)
        assert {name for name in before if after[name] != before[name]} == {uid}
        assert after[uid] == before[uid] + 1
        (event,) = [each for each in events(answer) if each["uid"] == uid]
        assert event["last-modified"].dt == event["dtstamp"].dt == AT + timedelta(hours=1)

    def test_it_never_falls_also_when_it_is_moved_back(self, program, address, bob):
        long_run = bob.sessions.filter(ingredient="long")
        uid = f"{long_run.get().pk}@off-season"
        program.get(address)
        long_run.update(date=SUNDAY - timedelta(days=1))
        program.get(address)

        long_run.update(date=SUNDAY)

        assert sequences(program.get(address))[uid] == 2

    def test_an_event_that_left_and_comes_back_goes_on_counting(self, program, address, bob):
        long_run = bob.sessions.filter(ingredient="long")
        uid = f"{long_run.get().pk}@off-season"
        program.get(address)
        long_run.update(distance_m=18_000)
        program.get(address)
        OffSeason.objects.update(visible_until=MONDAY)
        assert uid not in sequences(program.get(address))

        OffSeason.objects.update(visible_until=None)

        assert sequences(program.get(address))[uid] == 1

    def test_another_unit_changes_what_has_an_amount(self, program, address, bob):
        program.get(address)
        bob.unit = "mi"
        bob.save()

        found = {title: event["sequence"] for title, event in by_title(program.get(address)).items()}

        assert found["Long run, 10 mi"] == 1
        assert found["Mobility, 15 min"] == 0

    def test_a_new_address_goes_on_with_it(self, program, address, bob):
        program.get(address)
        bob.sessions.filter(ingredient="long").update(distance_m=18_000)
        program.get(address)

        give_new_address(bob, at=AT)

        assert max(sequences(program.get(address_of(bob))).values()) == 1


class TestOnlyWhenItChanged:
    def test_who_has_it_gets_nothing(self, program, address):
        first = program.get(address)

        again = program.get(address, headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == "private, no-cache"

    def test_by_the_hour_too(self, program, address, clock):
        first = program.get(address)
        clock.shift(timedelta(hours=2))

        assert program.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        assert first["Last-Modified"] == "Sun, 20 Dec 2026 08:00:00 GMT"

    @pytest.mark.parametrize(
        "change",
        [
            lambda bob: bob.sessions.filter(ingredient="mobility").delete(),
            lambda bob: bob.sessions.filter(ingredient="long").update(date=SUNDAY - timedelta(days=1)),
            lambda bob: type(bob).objects.filter(pk=bob.pk).update(unit="mi"),
            lambda bob: type(bob).objects.filter(pk=bob.pk).update(time_zone="Asia/Kathmandu"),
            lambda bob: choose_look(bob, is_discreet=True, hour=None),
            lambda bob: choose_look(bob, is_discreet=False, hour=time(7)),
            lambda _: Race.objects.update(goal="3:10"),
            lambda _: OffSeason.objects.update(published=None),
            lambda _: PlanVersion.objects.update(response=SPRING),
        ],
    )  # fmt: skip
    def test_whatever_changes_it_is_sent(self, program, address, bob, change, clock):
        first = program.get(address)
        clock.shift(timedelta(hours=1))
        change(bob)

        for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            answer = program.get(address, headers=condition)
            assert answer.status_code == 200
            assert answer["ETag"] != first["ETag"]
            assert answer["Last-Modified"] == "Sun, 20 Dec 2026 09:00:00 GMT"

    def test_what_nobody_sees_changes_nothing(self, program, address, bob):
        first = program.get(address)
        bob.sessions.update(load=99.0, edited=True)
        bob.sessions.filter(ingredient="rest").update(title="Feet up")

        assert program.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304

    def test_head_says_the_same_without_the_calendar(self, program, address):
        whole, head = program.get(address), program.head(address)

        assert head.content == b""
        for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length"):
            assert head[name] == whole[name]


@pytest.mark.parametrize("weeks", [1, 3])
def test_what_it_costs_does_not_grow(program, bob, weeks, django_assert_num_queries):
    make_published(bob, starts=tuple(MONDAY + timedelta(days=7 * n) for n in range(weeks)))
    switch_on(bob, at=AT)
    address = address_of(bob)
    with django_assert_num_queries(9):  # the first one tells
        first = program.get(address)

    with django_assert_num_queries(8):
        program.get(address)
    with django_assert_num_queries(4):
        program.get(address, headers={"If-None-Match": first["ETag"]})
