import time

import pytest

from questions.redaction import Spot, around, cut, find_private


def found(text, **known):
    return [(spot.kind, text[spot.start : spot.end]) for spot in find_private(text, **known)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("I take ibuprofen before long runs.", [("medicine", "ibuprofen")]),
        ("My stress fracture healed in May.", [("health", "stress fracture")]),
        ("I was diagnosed with asthma.", [("health", "diagnosed"), ("health", "asthma")]),
        ("I weigh 81 kg now.", [("weight", "I weigh 81 kg")]),
        ("I’m 43 and run daily.", [("age", "I’m 43")]),
        ("A 52-year-old runner asks.", [("age", "52-year-old")]),
        ("I work for Acme Steel at night.", [("work", "I work for Acme Steel")]),
        ("I ran the Chicago Marathon in 3:45:12.", [("a race and its time", "ran the Chicago Marathon in 3:45:12")]),
        ("Call +1 (555) 123-4567 please.", [("phone", "+1 (555) 123-4567")]),
        ("Write to a.b@example.org.", [("e-mail", "a.b@example.org")]),
        ("See https://example.org/me and more.", [("a link", "https://example.org/me")]),
        ("My wife Karen runs too.", [("somebody’s name", "My wife Karen")]),
    ],
)
def test_what_others_need_not_know_is_found(text, marked):
    assert found(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "I ran 48 miles at 8:30 pace, then 34 miles.",
        "My long run takes 1:45 and I’m 20 weeks out.",
        "Boston is on 2027-04-19.",
        "Weeks of 30 34 38 miles, then 4 × 5 min.",
        "How do I maintain my fitness in winter but not train as hard?",
    ],
)
def test_plain_training_talk_is_let_be(text):
    assert found(text) == []


def test_known_names_are_found_as_whole_words_in_their_case():
    assert found("Will Amanda run? She will.", names=["Amanda Will"]) == [("a name", "Will"), ("a name", "Amanda")]
    assert found("Annual rest.", names=["Ann"]) == []


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("I take ibuprofen before runs.", "ibuprofen", "I take before runs."),
        ("It was asthma, then rest.", "asthma", "It was, then rest."),
        ("Asthma, and more.", "Asthma", "and more."),
        ("Rest with Karen", "Karen", "Rest with"),
        ("Karen", "Karen", ""),
    ],
)
def test_what_is_cut_leaves_no_holes(text, word, left):
    start = text.index(word)
    assert cut(text, start, start + len(word)) == left


def test_a_place_is_shown_with_the_words_around_it():
    text = "a" * 50 + " asthma " + "b" * 50
    before, word, after = around(text, Spot(51, 57, "health"))
    assert (before[0], before[-1], word, after[0], after[-1]) == ("…", " ", "asthma", " ", "…")


@pytest.mark.parametrize(
    "text",
    ["1 " * 12_000, "A " * 12_000, "Aa " * 8_000, "ran " + "A" * 20_000, "x@" + "a." * 12_000, "born in " * 3_000],
)
def test_no_text_keeps_it_busy(text):
    begun = time.process_time()
    find_private(text)
    assert time.process_time() - begun < 5
