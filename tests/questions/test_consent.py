import pytest

from questions.consent import BadSignature, ShownAs, edition_of, names_made_from, token_of


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Amanda Reyes", {"first": "Amanda", "initial": "A.", "nameless": ""}),
        ("Reyes, Amanda", {"first": "Amanda", "initial": "A.", "nameless": ""}),
        ("ليلى حداد", {"first": "ليلى", "initial": "ل.", "nameless": ""}),
        ("élodie", {"first": "élodie", "initial": "É.", "nameless": ""}),
        ("🏃 Amanda", {"first": "🏃", "nameless": ""}),
        ("A runner", {"nameless": ""}),
        ("amanda@example.org", {"nameless": ""}),
        ("", {"nameless": ""}),
        (" , ", {"nameless": ""}),
    ],
)
def test_names_are_made_from_the_name_that_was_given(name, made):
    assert names_made_from(name) == {ShownAs(way): shown for way, shown in made.items()}


def test_a_token_opens_its_text_and_no_other():
    assert edition_of(token_of(42)) == 42
    for forged in ("2a", "2a.", "2b" + token_of(42)[2:], "x" * 400, "\0"):
        with pytest.raises(BadSignature):
            edition_of(forged)
