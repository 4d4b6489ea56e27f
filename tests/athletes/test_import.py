"""A coach's spreadsheet: what is shown of it, and what an import then stores."""

import os
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.bring_in import Told, bring_in_athletes
from athletes.imports.people import ATHLETES
from athletes.models import Athlete, HistoryWeek, Race, Squad
from tests.factories import NOW, make_athlete, make_history, make_race, make_squad

pytestmark = pytest.mark.django_db
IMPORT = "/coach/athletes/import/"
RUN = f"{IMPORT}run/"
TODAY = NOW.date()
CLUB = "name,e-mail,squad,usual week km\nAda,ada@example.org,New York,60\nBea,,,\nx,nobody,,\nBob Brandt,,,70\n"
RACES = "athlete,race,date,distance,result\nBob Brandt,Boston,2027-04-19,marathon,\nBob Brandt,New York,2026-11-01,marathon,3:45:00\nZed,Boston,2027-04-19,marathon,\n"
WEEKS = "athlete,week,km,longest run\nBob Brandt,2026-10-28,61.5,24\nBob Brandt,2026-10-19,50,\n"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def look(client, text, *, kind="athletes", **more):
    return client.post(IMPORT, {"kind": kind, "text": text, "unit": "km"} | more)


def run(client, preview, **options):
    return client.post(RUN, {"carried": preview.context["carried"]}, **options)


def bring(client, text, **more):
    return run(client, look(client, text, **more), follow=True)


def told(coach):
    return Told(coach=coach, at=NOW, today=TODAY, unit="km")


def test_the_page_explains_each_column_and_has_a_template(as_alice):
    page = as_alice.get(IMPORT, {"kind": "races"})
    for said in ("usual week km", "half marathon", "leave out because", "/coach/athletes/import/weeks.csv"):
        assertContains(page, said)
    assert page.context["form"].initial["kind"] == "races"


@pytest.mark.parametrize("kind", ["athletes", "races", "weeks"])
def test_a_template_is_a_file_that_reads_well(as_alice, alice, kind):
    make_athlete(name="Frida Falk", coach=alice)
    answer = as_alice.get(f"{IMPORT}{kind}.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="{kind}.csv"'
    preview = look(as_alice, answer.content.decode(), kind=kind)
    assert preview.context["bad"] == ()


def test_a_template_of_nothing_is_not_there(as_alice):
    assert as_alice.get(f"{IMPORT}shoes.csv").status_code == 404


def test_a_preview_stores_nothing_and_says_what_would_happen(as_alice, bob):
    page = look(as_alice, CLUB)
    assert Athlete.objects.count() == 1
    assert not Squad.objects.exists()
    assertContains(page, "Import 2, leave out 1")
    assertContains(page, "Line 4")
    assertContains(page, "“nobody” is not an e-mail address")
    assertContains(page, "Bob Brandt is on your roster: stays as it is")
    assert page.context["rows"] == [
        (2, ("Ada", "ada@example.org", "New York", "60 km", "", "", "")),
        (3, ("Bea", "", "", "", "", "", "")),
    ]


def test_an_import_stores_the_good_rows_and_says_so(as_alice, alice, bob):
    page = bring(as_alice, CLUB, squad="Winter")
    assertRedirects(page, "/coach/athletes/?sort=newest")
    assertContains(page, "2 athletes are in. 1 there already, 1 left out.")
    ada = Athlete.objects.get(name="Ada")
    assert (ada.coach, ada.baseline_m, ada.unit, ada.created_at, ada.user) == (alice, 60_000.0, "km", NOW, None)
    assert ada.next_reminder_at > NOW
    assert set(ada.squads.values_list("name", flat=True)) == {"New York", "Winter"}
    bob.refresh_from_db()
    assert (bob.baseline_m, bob.squads.count()) == (60_000.0, 0)


def test_a_second_click_adds_nobody(as_alice, bob):
    preview = look(as_alice, CLUB, squad="Winter")
    run(as_alice, preview)
    assertContains(run(as_alice, preview, follow=True), "Nothing new was in it. 3 there already, 1 left out.")
    assert Athlete.objects.count() == 3
    assert {squad.name: squad.athletes.count() for squad in Squad.objects.all()} == {"New York": 1, "Winter": 2}


def test_who_is_known_by_address_or_by_another_spelling_is_not_added(as_alice, bob):
    page = look(as_alice, "name,e-mail\nRobert B.,BOB@example.org\nbob  BRANDT,\n")
    assertContains(page, "Nothing new in it")
    assert len(page.context["known"]) == 2
    assertNotContains(page, "import/run/")


def test_squads_that_are_there_are_used_in_any_case(as_alice, alice, dana):
    squad = make_squad(alice, name="New York")
    make_squad(dana, name="Winter")
    bring(as_alice, "name,squads\nAda,new york; Winter\n")
    assert [one.name for one in squad.athletes.all()] == ["Ada"]
    assert Squad.objects.of_coach(alice.user).count() == 2


def test_the_unit_of_the_page_is_that_of_the_new_athletes(as_alice):
    bring(as_alice, "name,usual week\nAda,30\n", unit="mi")
    ada = Athlete.objects.get()
    assert (ada.unit, ada.baseline_m) == ("mi", 48_280.32)


def test_races_come_in_once_each(as_alice, bob):
    make_race(bob, name="Boston", day=date(2027, 4, 19), status="planned")
    page = look(as_alice, RACES, kind="races")
    assertContains(page, "Nobody on your roster is Zed")
    assertContains(page, "Bob Brandt has Boston on that day: stays as it is")
    assertContains(page, "Import 1, leave out 1")
    run(as_alice, page)
    run(as_alice, page)
    races = {race.name: race for race in Race.objects.filter(athlete=bob)}
    assert set(races) == {"Boston", "New York"}
    assert (races["New York"].status, races["New York"].duration_s, races["New York"].priority) == (
        "finished",
        13_500.0,
        "A",
    )


def test_weeks_begin_on_the_athletes_own_day_and_replace_what_was_there(as_alice, bob):
    make_history(bob, 40, first=date(2026, 10, 26))
    page = look(as_alice, WEEKS, kind="weeks")
    assertContains(page, "1 of the weeks is there with other figures and will be replaced")
    run(as_alice, page)
    weeks = HistoryWeek.objects.filter(athlete=bob).oldest_first().values_list("start", "distance_m", "longest_m")
    assert list(weeks) == [(date(2026, 10, 19), 50_000.0, None), (date(2026, 10, 26), 61_500.0, 24_000.0)]
    assertContains(look(as_alice, WEEKS, kind="weeks"), "the same figures are there")


def test_two_days_of_one_week_are_one_row_too_many(as_alice, bob):
    page = look(as_alice, "athlete,week,km\nBob Brandt,2026-10-26,50\nBob Brandt,2026-10-28,50\n", kind="weeks")
    assertContains(page, "Line 2 is about the same week")


def test_two_of_one_name_are_told_apart_by_the_address(as_alice, alice, bob):
    make_athlete(name="Bob Brandt", coach=alice)
    text = "athlete,e-mail,week,km\nBob Brandt,,2026-10-26,50\nBob Brandt,bob@example.org,2026-10-19,50\n"
    page = look(as_alice, text, kind="weeks")
    assertContains(page, "2 athletes on your roster are called Bob Brandt")
    assert [row.athlete_id for row in page.context["weighed"].rows] == [bob.pk]


@pytest.mark.parametrize(("kind", "text"), [("races", RACES), ("weeks", WEEKS)])
def test_another_coachs_athlete_is_nobody(as_dana, bob, kind, text):
    page = look(as_dana, text, kind=kind)
    assert page.context["weighed"].fresh == ()
    assertContains(page, "Nobody on your roster is Bob Brandt")


def test_another_coachs_preview_imports_nothing(as_alice, as_dana):
    preview = look(as_alice, "name\nAda\n")
    assertContains(run(as_dana, preview, follow=True), "This preview is over")
    assert not Athlete.objects.exists()


@pytest.mark.parametrize("carried", ["", "nonsense", "a:b:c", "\0", "x" * 10_000])
def test_what_is_no_preview_imports_nothing(as_alice, carried):
    assertRedirects(as_alice.post(RUN, {"carried": carried}), IMPORT)


def test_a_preview_is_over_after_a_day(as_alice, alice):
    preview = look(as_alice, "name\nAda\n")
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assertContains(run(as_alice, preview, follow=True), "This preview is over")
    assert not Athlete.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_comes_as_a_spreadsheet_saves_it(as_alice, encoding):
    file = SimpleUploadedFile("club.csv", "Name;Wochenziel;usual week km\nZoë;x;62,5\n".encode(encoding))
    page = as_alice.post(IMPORT, {"kind": "athletes", "file": file, "unit": "km"})
    assert page.context["rows"] == [(2, ("Zoë", "", "", "62.5 km", "", "", ""))]
    assertContains(page, "Columns left aside: Wochenziel")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + os.urandom(500), "Save it as CSV"),
        (os.urandom(2000), "not a text file"),
        (b"name\nBo\0b\n", "not a text file"),
        (b"name" + b",x" * 100_000 + b"\nBob\n", "100,001 columns"),
        (b"name\n" * 10_000, "more than 5,000 rows"),
        (b"x" * 2_100_000, "larger than 2 MB"),
        (b"name\n" + b"x" * 1_000_000, "quotation mark that is not closed"),
        (b"", "The submitted file is empty"),
        (b"shoe\nred\n", "There is no column “name”"),
    ],
    ids=range(9),
)
def test_a_hostile_file_ends_in_a_clear_word(as_alice, content, told):
    page = as_alice.post(IMPORT, {"kind": "athletes", "file": SimpleUploadedFile("club.csv", content), "unit": "km"})
    assertContains(page, told, status_code=422)


def test_a_file_that_is_said_to_be_huge_is_not_read(as_alice):
    sent = Endless(
        b'--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nathletes\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname\n'
    )
    claimed = {"CONTENT_TYPE": "multipart/form-data; boundary=b", "CONTENT_LENGTH": "1000000000", "wsgi.input": sent}
    assertContains(as_alice.generic("POST", IMPORT, **claimed), "The file is larger than 2 MB", status_code=422)
    assert sent.given < 1_000_000


class Endless:
    """A body that goes on and on; `given` is how much of it was read."""

    readline = None

    def __init__(self, start):
        self.start, self.given = start, 0

    def read(self, size):
        part, self.start = self.start[:size], self.start[size:]
        part += b"x" * (size - len(part))
        self.given += size
        return part


def test_what_no_page_could_carry_is_refused(as_alice):
    noise = "\n".join(f"{n},{os.urandom(240).hex()}" for n in range(3500))
    page = as_alice.post(
        IMPORT,
        {"kind": "athletes", "file": SimpleUploadedFile("a.csv", f"name,note\n{noise}\n".encode()), "unit": "km"},
    )
    assertContains(page, "more than a page can carry", status_code=422)


def test_formula_cells_are_rows_to_change(as_alice):
    page = look(as_alice, 'name,squads\n"=HYPERLINK(""http://evil.example"")",\nAda,@SUM(A1)\nBea,\n')
    assertContains(page, "Import 1, leave out 2")
    assertContains(page, "as a formula does", count=2)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Choose a file, or paste its rows below"),
        ({"text": " \n "}, "Choose a file, or paste its rows below"),
        ({"text": "name\nAda\n", "file": SimpleUploadedFile("a.csv", b"name\nBea\n")}, "Take one of the two"),
        ({"text": "name\nAda\n", "squad": "A; B"}, "they stand between squads"),
        ({"text": "name\nAda\n", "kind": "shoes"}, "shoes is not one of the available choices"),
    ],
)
def test_a_form_that_is_not_right_says_why(as_alice, form, told):
    assertContains(as_alice.post(IMPORT, {"kind": "athletes", "unit": "km"} | form), told, status_code=422)


@pytest.mark.parametrize("count", [3, 300])
def test_an_import_takes_the_same_queries_for_any_number(alice, count, django_assert_num_queries):
    text = "name,squads\n" + "".join(f"Runner {n},A; B\n" for n in range(count))
    reading = ATHLETES.read(text, unit="km", today=TODAY)
    with django_assert_num_queries(8):
        bring_in_athletes(reading, told(alice))
    assert Athlete.objects.count() == count


@pytest.mark.parametrize("kind", ["athletes", "races", "weeks"])
@pytest.mark.parametrize("count", [3, 300])
def test_a_preview_takes_the_same_queries_for_any_number(as_alice, alice, kind, count, django_assert_num_queries):
    Athlete.objects.bulk_create(Athlete(name=f"Runner {n}", coach=alice, created_at=NOW) for n in range(count))
    lines = (f"Runner {n},New York,2026-10-26,10\n" for n in range(count))
    text = "name,race,date,distance\n" + "".join(lines)
    with django_assert_num_queries(4 if kind == "athletes" else 5):
        look(as_alice, text.replace("race,date", "x,week") if kind == "weeks" else text, kind=kind)


def test_five_thousand_athletes_come_in_at_once(as_alice, alice):
    text = "name,e-mail,usual week km\n" + "".join(f"Runner {n},r{n}@example.org,{n % 100}\n" for n in range(5000))
    assertContains(bring(as_alice, text, squad="All"), "5,000 athletes are in.")
    assert Squad.objects.get().athletes.count() == 5000
