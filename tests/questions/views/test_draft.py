import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from questions.models import AnswerDraft, Question
from tests.questions.factories import make_answered, make_published, make_question

pytestmark = pytest.mark.django_db


def url(name, question):
    return reverse(f"questions:{name}", args=[question.pk])


def save(client, question, **said):
    return client.post(url("save_draft", question), said, headers={"HX-Request": "true"})


def mark():
    return AnswerDraft.objects.get().at.isoformat()


def test_what_is_written_is_saved_and_found_on_another_device(as_alice, alice):
    question = make_question()
    saved = save(as_alice, question, text="A third", video_url="", notes="", seen="")
    assertContains(saved, "Saved ")
    assertContains(saved, f'value="{mark()}"')
    assertContains(save(as_alice, question, text="A third less", video_url="", notes="", seen=mark()), "Saved ")

    page = as_alice.get(url("thread", question))
    assertContains(page, "A third less</textarea>")
    assertContains(page, f'name="seen" value="{mark()}"')
    assert Question.objects.get().state == "new"


def test_a_half_typed_note_is_told_and_the_rest_is_saved(as_alice):
    question = make_question()
    saved = save(as_alice, question, text="A third", video_url="htt p", notes="how much", seen="")
    assertContains(saved, "Not yet: Video, by link, What is said when.")
    assert AnswerDraft.objects.get().text == "A third"


def test_a_window_that_is_behind_is_told_and_both_texts_are_there(as_alice, as_fay):
    question = make_question()
    save(as_alice, question, text="Old", seen="")
    old = mark()
    save(as_fay, question, text="Newer words", seen=old)

    for _ in range(2):
        meanwhile = save(as_alice, question, text="Stale", seen=old)
        assertContains(meanwhile, "A newer draft has been kept, by Fay Falk")
        assertContains(meanwhile, "Newer words")
        assertContains(meanwhile, f'name="seen" value="{old}"')
        assert AnswerDraft.objects.get().text == "Newer words"

    assertContains(save(as_alice, question, text="Stale", seen=old, over=mark()), "Saved ")
    assert AnswerDraft.objects.get().text == "Stale"


def test_without_a_script_the_button_keeps_both_texts_as_well(as_alice, as_fay):
    question = make_question()
    save(as_fay, question, text="Newer words", seen="")
    page = as_alice.post(url("keep_draft", question), {"text": "Mine", "seen": ""})
    assertContains(page, "Mine</textarea>", status_code=409)
    assertContains(page, "Newer words", status_code=409)
    assertRedirects(
        as_alice.post(url("keep_draft", question), {"text": "Mine", "seen": "", "over": mark()}),
        url("thread", question),
    )
    assert AnswerDraft.objects.get().text == "Mine"


def test_an_answer_that_was_sent_is_not_drafted_again_by_a_window_behind(as_alice):
    question = make_question()
    save(as_alice, question, text="Sent", seen="")
    seen = mark()
    as_alice.post(url("reply", question), {"text": "Sent"})
    assertContains(save(as_alice, question, text="Sent, and more", seen=seen), "is gone: it was sent, or thrown away")
    assert not AnswerDraft.objects.exists()


def test_nothing_written_is_nothing_kept(as_alice):
    question = make_question()
    save(as_alice, question, text="", video_url="", notes="", seen="")
    assert not AnswerDraft.objects.exists()


def test_an_assistants_draft_stays_with_their_desk(as_fay, as_dana):
    question = make_question()
    save(as_fay, question, text="Between us.", seen="")
    assertContains(save(as_dana, question, text="Own.", seen=""), "Saved ")
    assertNotContains(as_dana.get(url("thread", question)), "Between us.")


def test_another_desks_question_takes_no_draft(as_dana, as_bob, alice):
    question = make_question(coach=alice)
    for stranger in (as_dana, as_bob):
        assert save(stranger, question, text="x").status_code == 404


def test_an_answer_close_to_it_fills_the_editor_behind_what_is_there(as_alice, alice):
    question = make_question()
    other = make_published(by=alice, answer="Rest **well**.", video_url="https://video.example/1")
    save(as_alice, question, text="Dear Amanda", seen="")

    page = as_alice.get(url("thread", question), {"use": other.pk})

    assert page.context["answer_form"].initial["text"] == "Dear Amanda\n\nRest **well**."
    assert page.context["answer_form"].initial["video_url"] == "https://video.example/1"
    assert AnswerDraft.objects.get().text == "Dear Amanda"


@pytest.mark.parametrize("use", ["x", "", "0", "9" * 30])
def test_an_odd_answer_to_use_is_none(as_alice, use):
    assert as_alice.get(url("thread", make_question()), {"use": use}).context["answer_form"].initial == {}


def test_another_coachs_answer_is_used_only_from_the_library(as_alice, alice, dana):
    private = make_answered(by=dana, title="How do I rest in winter?", answer="Private to Kim.")
    public = make_published(by=dana, title="How do I rest in winter?", answer="For all.")
    question = make_question(title="How do I rest in the winter?")

    page = as_alice.get(url("thread", question))
    assert list(page.context["page"].close) == [public]
    assertNotContains(as_alice.get(url("thread", question), {"use": private.pk}), "Private to Kim.")


def test_only_what_is_much_like_it_is_told(as_alice, alice):
    close = make_answered(by=alice, title="How long should I rest after a marathon?")
    make_published(by=alice, slug="far", title="Which shoes do you like for trails?")
    question = make_question(title="How long a rest after my first marathon?", asker_email="z@example.org")
    assert list(as_alice.get(url("thread", question)).context["page"].close) == [close]


def test_a_link_to_the_library_is_an_answer_and_leaves_once(as_alice, alice):
    other = make_published(by=alice, slug="rest", title="How do I rest?")
    question = make_question()
    assertRedirects(as_alice.post(url("send_link", question), {"use": other.pk}), url("thread", question))
    question.refresh_from_db()
    assert question.state == "answered"
    assert "/questions/rest/" in question.answer.text
    assert question.answer.text.startswith("Hello Amanda,")


def test_what_is_not_in_the_library_is_not_linked_to(as_alice, as_fay, alice):
    question, other = make_question(), make_answered(by=alice)
    for use in (other.pk, "x", ""):
        assert as_alice.post(url("send_link", question), {"use": use}).status_code == 404
    assert as_fay.post(url("send_link", question), {"use": other.pk}).status_code == 403


def test_a_sign_of_the_safety_list_is_told_first_and_begins_the_answer(as_alice):
    question = make_question(text="I had chest pain,\nand <b>it</b> scared me. No fever.")
    page = as_alice.get(url("thread", question))
    assertContains(page, "Before anything about training")
    assertContains(page, "<mark>chest pain<span")
    assertContains(page, "<br>and &lt;b&gt;it&lt;/b&gt; scared me.")
    begun = as_alice.get(url("thread", question), {"begin": "chest_pain"})
    assert begun.context["answer_form"].initial["text"].startswith("Please stop running until a doctor")
    assert as_alice.get(url("thread", question), {"begin": "x"}).context["answer_form"].initial == {}


def test_what_is_denied_is_told_softly(as_alice):
    page = as_alice.get(url("thread", make_question(text="No chest pain at all.")))
    assertNotContains(page, "Before anything about training")
    assertContains(page, '<mark class="weak">chest pain</mark>')
