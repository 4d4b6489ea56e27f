import uuid

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from athletes.actions.squad import SquadKnown, form_squad
from athletes.models import Squad
from tests.factories import make_athlete, make_squad

pytestmark = pytest.mark.django_db
SQUADS = "/coach/athletes/squads/"
ROSTER = "/coach/athletes/"


def members(squad):
    return set(squad.athletes.values_list("name", flat=True))


@pytest.mark.parametrize("count", [3, 30])
def test_the_squads_take_the_same_queries_for_any_number(as_alice, alice, bob, count, django_assert_num_queries):
    for n in range(count):
        make_squad(alice, bob, name=f"Squad {n}")
    with django_assert_num_queries(4):
        page = as_alice.get(SQUADS)
    assert len(page.context["rows"]) == count


def test_a_coach_sees_their_own_squads_with_their_size(as_alice, alice, bob, dana):
    make_squad(alice, bob, make_athlete(name="Frida", coach=alice), name="sub-3")
    make_squad(alice, name="Half crew")
    make_squad(dana, name="Others")
    rows = as_alice.get(SQUADS).context["rows"]
    assert [(squad.name, squad.size) for squad, _ in rows] == [("Half crew", 0), ("sub-3", 2)]


def test_a_squad_is_made_by_its_name(as_alice, alice):
    assertRedirects(as_alice.post(f"{SQUADS}add/", {"name": "  New   York "}), SQUADS)
    assert list(Squad.objects.of_coach(alice.user).values_list("name", flat=True)) == ["New York"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Give the squad a name"),
        ("new york", "You have a squad of that name"),
        ("A; B", "they stand between squads"),
        ("x" * 61, "at most 60 characters"),
    ],
)
def test_a_name_that_will_not_do_says_why(as_alice, alice, name, told):
    make_squad(alice, name="New York")
    assertContains(as_alice.post(f"{SQUADS}add/", {"name": name}), told, status_code=422)
    assert Squad.objects.count() == 1


def test_another_coach_may_use_the_same_name(as_alice, alice, dana):
    make_squad(dana, name="New York")
    as_alice.post(f"{SQUADS}add/", {"name": "New York"})
    assert Squad.objects.of_coach(alice.user).count() == 1


def test_the_second_of_two_clicks_finds_the_squad_there(alice, bob):
    form_squad(Squad(coach=alice, name="New York"), [bob])
    with pytest.raises(SquadKnown):
        form_squad(Squad(coach=alice, name="new york"), [bob])
    assert Squad.objects.count() == 1


def test_a_squad_is_renamed_also_in_its_own_letters(as_alice, alice):
    squad = make_squad(alice, name="New York")
    assertRedirects(as_alice.post(f"{SQUADS}{squad.pk}/rename/", {"name": "NEW YORK"}), SQUADS)
    squad.refresh_from_db()
    assert squad.name == "NEW YORK"


def test_a_name_that_is_taken_leaves_the_squad_as_it_was(as_alice, alice):
    make_squad(alice, name="Sub-3")
    squad = make_squad(alice, name="New York")
    page = as_alice.post(f"{SQUADS}{squad.pk}/rename/", {"name": "sub-3"})
    assertContains(page, "You have a squad of that name", status_code=422)
    assertContains(page, ">New York</a>", status_code=422)
    squad.refresh_from_db()
    assert squad.name == "New York"


def test_dissolving_asks_first_and_leaves_the_athletes(as_alice, alice, bob):
    squad = make_squad(alice, bob)
    assertContains(as_alice.get(f"{SQUADS}{squad.pk}/delete/"), "Its 1 athlete stays on the roster")
    assert Squad.objects.count() == 1
    assertRedirects(as_alice.post(f"{SQUADS}{squad.pk}/delete/"), SQUADS)
    assert not Squad.objects.exists()
    bob.refresh_from_db()
    assert bob.coach == alice


def test_ticked_athletes_go_in_and_out(as_alice, alice, bob):
    frida = make_athlete(name="Frida", coach=alice)
    squad = make_squad(alice, bob)
    assertRedirects(as_alice.post(f"{SQUADS}{squad.pk}/fill/", {"athlete": [bob.pk, frida.pk]}), ROSTER)
    assert members(squad) == {"Bob Brandt", "Frida"}
    as_alice.post(f"{SQUADS}{squad.pk}/empty/", {"athlete": [bob.pk]})
    assert members(squad) == {"Frida"}


def test_a_new_squad_is_made_of_who_is_ticked(as_alice, alice, bob):
    page = as_alice.post(f"{SQUADS}gather/", {"name": "Sub-3", "athlete": [bob.pk]}, follow=True)
    assertContains(page, "Sub-3 is there: 1 athlete is in it.")
    assert members(Squad.objects.get()) == {"Bob Brandt"}


def test_a_squad_without_a_name_gathers_nobody(as_alice, alice, bob):
    page = as_alice.post(f"{SQUADS}gather/", {"name": " ", "athlete": [bob.pk]}, follow=True)
    assertContains(page, "Give the squad a name")
    assert not Squad.objects.exists()


def test_nobody_ticked_is_told_and_changes_nothing(as_alice, alice, bob):
    squad = make_squad(alice, bob)
    for way in ("fill", "empty"):
        assertContains(as_alice.post(f"{SQUADS}{squad.pk}/{way}/", follow=True), "Tick the athletes first")
    assert members(squad) == {"Bob Brandt"}


def test_the_way_back_keeps_the_rows_that_were_shown(as_alice, alice, bob):
    squad = make_squad(alice)
    form = {"athlete": [bob.pk], "query": "q=bob&sort=race"}
    assertRedirects(as_alice.post(f"{SQUADS}{squad.pk}/fill/", form), f"{ROSTER}?q=bob&sort=race")


@pytest.mark.parametrize("query", ["//evil.example", "https://evil.example/", "\r\nSet-Cookie: a=b", "%0d%0aX: y"])
def test_the_way_back_leads_nowhere_else(as_alice, alice, bob, query):
    squad = make_squad(alice)
    answer = as_alice.post(f"{SQUADS}{squad.pk}/fill/", {"athlete": [bob.pk], "query": query})
    assert answer["Location"].startswith(f"{ROSTER}?")
    assert not {"\r", "\n"} & set(answer["Location"])


@pytest.mark.parametrize("way", ["fill", "empty"])
def test_another_coachs_squad_is_not_there(as_dana, dana, alice, bob, way):
    squad = make_squad(alice, bob)
    hedda = make_athlete(name="Hedda", coach=dana)
    assert as_dana.post(f"{SQUADS}{squad.pk}/{way}/", {"athlete": [hedda.pk]}).status_code == 404
    assert members(squad) == {"Bob Brandt"}


@pytest.mark.parametrize("way", ["{}/fill", "{}/empty", "gather"])
def test_another_coachs_athlete_among_the_ticked_changes_nothing(as_dana, dana, bob, way):
    hedda = make_athlete(name="Hedda", coach=dana)
    squad = make_squad(dana, hedda)
    form = {"name": "All", "athlete": [hedda.pk, bob.pk]}
    assert as_dana.post(f"{SQUADS}{way.format(squad.pk)}/", form).status_code == 404
    assert (members(squad), Squad.objects.count()) == ({"Hedda"}, 1)


@pytest.mark.parametrize("said", ["nobody", "", str(uuid.UUID(int=0))])
def test_what_is_no_athlete_is_not_there(as_alice, alice, bob, said):
    squad = make_squad(alice)
    assert as_alice.post(f"{SQUADS}{squad.pk}/fill/", {"athlete": [bob.pk, said]}).status_code == 404
    assert members(squad) == set()
