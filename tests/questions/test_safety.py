import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import safety
from questions.safety_list import SIGNS


def signs(text):
    return [str(sign.name) for sign in safety.strongest(safety.find(text))]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I get a chest pain on the hills.", "chest_pain"),
        ("There is some pressure in the middle of my chest when I sprint", "chest_pain"),
        ("My chest felt really tight at mile 3.", "chest_pain"),
        ("Shortness of breath on the stairs since Monday", "chest_pain"),
        ("I couldn’t breathe after two minutes.", "chest_pain"),
        ("I have palpitations in the evening.", "heart_condition"),
        ("My heart keeps skipping beats.", "heart_condition"),
        ("They found atrial fibrillation.", "heart_condition"),
        ("On Sunday I fainted after the long run.", "fainting"),
        ("I nearly passed out in the shower", "fainting"),
        ("I felt faint at the end", "fainting"),
        ("My left calf is swollen and warm.", "clot"),
        ("a swelling of my right calf", "clot"),
        ("I take blood thinners since June.", "clot"),
        ("There was blood in my urine after the race.", "urine"),
        ("My pee looked like coke... my pee was dark brown", "urine"),
        ("My toes are numb after each run.", "neurological"),
        ("I have tingling down one leg.", "neurological"),
        ("I think it is a stress fracture.", "bone_stress"),
        ("My shin bone hurts when I touch it.", "bone_stress"),
        ("It hurts when I hop on it.", "bone_stress"),
        ("The pain wakes me.", "bone_stress"),
        ("It throbs in bed.", "bone_stress"),
        ("I have been limping since.", "bone_stress"),
        ("I had a concussion two weeks before.", "concussion"),
        ("I am so tired that I want to die.", "life"),
        ("Some days I feel suicidal.", "life"),
        ("Everybody would be better off without me", "life"),
        ("I had an eating disorder and it is back.", "eating_disorder"),
        ("I lost 8 kg in three weeks.", "eating_disorder"),
        ("I made myself throw up again.", "eating_disorder"),
        ("I have missed my period since August.", "missed_periods"),
    ],
)
def test_a_sign_of_the_list_is_met(text, sign):
    assert signs(text) == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "How do I maintain my fitness in winter but not train as hard?",
        "My heart skipped with joy when I saw the finish.",
        "My heart skipped a beat when they called my name.",
        "Which chest strap do you like? Mine hurts a bit.",
        "We ran suicides on the track, and I went out at suicide pace.",
        "I passed out water cups at the aid station.",
        "There is a faint hope of a place in Boston.",
        "A period of easy running, then a rest period.",
        "I was out of breath after the last repeat.",
        "My calves are sore and my quads hate the stairs.",
        "I binge-watched a series and the treadmill is mind-numbing.",
        "I hit the wall at mile 20 and my plan collapsed.",
        "Heartbreak Hill was numbingly long, and I was tingling with excitement.",
        "A number of runners in my club bonk in the heat.",
        "I want to lose 3 kg by the spring.",
        "Bone broth before the race: a good idea?",
    ],
)
def test_what_runners_say_any_day_is_no_sign(text):
    assert safety.find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "No chest pain, and I sleep well.",
        "I have no swelling of the calf, numbness or limp.",
        "I have never fainted.",
        "It doesn't hurt at night.",
        "Chest pain? No.",
        "Fainting: never",
        "I had a stress fracture in 2019, which healed.",
        "My fingers were numb from the cold.",
        "At mile 22 I wanted to die.",
    ],
)
def test_what_is_denied_over_or_a_figure_of_speech_is_seen_but_weak(text):
    assert safety.find(text)
    assert signs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No, chest pain is what I mean.",
        "I am not sure if it is chest pain.",
        "My knee is fine, but I have chest pain.",
        "I never had such chest pain.",
        "I do not run fast. Chest pain comes anyway.",
        "I don't know where the chest pain comes from.",
    ],
)
def test_a_no_that_denies_something_else_weakens_nothing(text):
    assert signs(text) == ["chest_pain"]


def test_the_words_themselves_are_pointed_at():
    text = "Hi! I fainted, and then I had chest pain. 🏃"
    assert [text[one.start : one.end] for one in safety.find(text)] == ["fainted", "chest pain"]


def test_the_most_urgent_sign_comes_first_and_each_once():
    assert signs("I limp, I limp, my chest hurts, and I want to die.") == ["life", "chest_pain", "bone_stress"]


def test_every_sign_says_what_to_do_and_how_to_begin():
    for sign in SIGNS:
        assert sign.title
        assert sign.first.endswith(".")
        assert "!" not in sign.opening
        assert safety.sign_named(sign.name) is sign
    assert safety.sign_named("nothing") is None


@pytest.mark.parametrize(
    "text", ["pain " * 40_000, "chest " * 40_000, "my heart is " * 9_000, "a" * 500_000, "\0\0 chest\u202epain"]
)
def test_a_hostile_text_takes_no_time(text):
    begin = time.monotonic()
    safety.find(text)
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: str(sign.name))
@given(chosen=st.data())
def test_no_phrase_is_met_without_a_stem_of_it(sign, chosen):
    text = chosen.draw(st.from_regex(sign.phrases, alphabet=st.characters(codec="ascii")))
    assert any(stem in text.casefold() for stem in sign.stems.split())
