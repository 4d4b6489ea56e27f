"""A runner's own weeks from a file: theirs alone, nothing before it is told to, nothing lost."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertRedirects

from athletes.models import HistoryWeek
from tests.factories import NOW, make_athlete, make_history

IMPORT = "/settings/history/import/"
RUN = f"{IMPORT}run/"
WEEKS = "week,distance km,longest run km,leave out because\n2026-10-28,61.5,24,\n2026-10-19,50,,ill\n"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def look(client, text, **more):
    return client.post(IMPORT, {"text": text, "unit": "km"} | more)


def run(client, preview, **options):
    return client.post(RUN, {"carried": preview.context["carried"]}, **options)


def stored():
    return list(
        HistoryWeek.objects.oldest_first().values_list("athlete__name", "start", "distance_m", "longest_m", "unusable")
    )


def test_the_template_is_a_file_that_reads_well(as_bob):
    answer = as_bob.get(f"{IMPORT}weeks.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="weeks.csv"'
    assert "athlete" not in answer.content.decode()
    assert look(as_bob, answer.content.decode()).context["bad"] == ()


def test_a_preview_stores_nothing_and_an_import_what_it_said(as_bob):
    preview = look(as_bob, WEEKS)
    assertContains(preview, "Import 2 weeks")
    assert preview.context["rows"][0] == (2, ("2026-10-26", "61.5 km", "24 km", "counts"))
    assert stored() == []

    assertRedirects(run(as_bob, preview), "/baseline/", fetch_redirect_response=False)

    assert stored() == [
        ("Bob Brandt", date(2026, 10, 19), 50_000, None, "ill"),
        ("Bob Brandt", date(2026, 10, 26), 61_500, 24_000, ""),
    ]


def test_a_second_click_changes_nothing(as_bob):
    preview = look(as_bob, WEEKS)
    run(as_bob, preview)

    assertContains(run(as_bob, preview, follow=True), "Nothing new was in it.")
    assertContains(look(as_bob, WEEKS), "the same figures are there")


def test_each_line_that_cannot_be_read_says_why_and_the_others_come_in(as_bob):
    preview = look(as_bob, WEEKS + "2026-13-01,40,,\n2026-10-12,400,,\n2026-10-05,40,41,\n2026-10-20,44,,\nليلى,💥,,\n")

    assertContains(preview, "Import 2, leave out 5")
    for reason in ("Line 4", "more than 300 km", "cannot be longer", "Line 3 is about the same week"):
        assertContains(preview, reason)


def test_whatever_name_stands_in_it_the_weeks_are_ones_own(as_bob, bob, alice):
    make_history(make_athlete(name="Frida Falk", coach=alice), 40, first=date(2026, 10, 19))

    run(as_bob, look(as_bob, "athlete,week,km\nFrida Falk,2026-10-19,77\n"))

    assert [(name, metres) for name, _, metres, *_ in stored()] == [("Frida Falk", 40_000), ("Bob Brandt", 77_000)]


def test_a_known_week_is_replaced_and_told_so(as_bob, bob):
    make_history(bob, 40, first=date(2026, 10, 19))

    preview = look(as_bob, WEEKS)

    assertContains(preview, "1 of the weeks is there with other figures and will be replaced.")
    run(as_bob, preview)
    assert HistoryWeek.objects.get(start=date(2026, 10, 19)).distance_m == 50_000


def test_anothers_preview_is_worth_nothing(as_bob, as_charlie):
    preview = look(as_bob, WEEKS)

    assertContains(run(as_charlie, preview, follow=True), "This preview is over")
    assert stored() == []


@pytest.mark.parametrize("carried", ["", "x", "eyJ0ZXh0Ijo=:1:2", "\x00"])
def test_what_was_never_shown_is_not_imported(as_bob, carried):
    assertContains(as_bob.post(RUN, {"carried": carried}, follow=True), "This preview is over")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest", "Excel"),
        (b"%PDF-1.7", "a PDF"),
        (b"week,km\n2026-10-19,\x0050\n", "text file"),
        (b"\xff\xfe\x00\xd8", "text file"),
        (b"name,shoes\nBob,3\n", "There is no column"),
        (b"", "empty"),
    ],
)
def test_a_hostile_file_is_refused_with_the_reason(as_bob, content, reason):
    answer = as_bob.post(IMPORT, {"unit": "km", "file": SimpleUploadedFile("weeks.csv", content)})

    assertContains(answer, reason, status_code=422)
    assert stored() == []


def test_a_large_file_is_refused(as_bob):
    answer = as_bob.post(IMPORT, {"unit": "km", "file": SimpleUploadedFile("weeks.csv", b"x" * 2_600_000)})

    assertContains(answer, "larger than 2 MB", status_code=422)


def test_formulas_stay_text(as_bob):
    preview = look(as_bob, 'week,km,notes\n2026-10-19,"=1+1",<script>alert(1)</script>\n')

    assertContains(preview, "Line 2")
    assert b"<script>alert" not in preview.content


@pytest.mark.parametrize("stranger", ["as_alice", "as_fay"])
def test_it_is_for_runners(request, stranger):
    assert request.getfixturevalue(stranger).get(IMPORT).status_code == 404
