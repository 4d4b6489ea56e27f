from datetime import timedelta

import pytest

from questions.actions.draft import DraftedMeanwhile, keep_answer, mark_of
from questions.models import AnswerDraft
from tests.factories import NOW
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=1)


def test_a_writer_goes_on_from_what_they_last_kept(alice):
    question, seen = make_question(), ""
    for minute, text in enumerate(("A", "A third", "A third less.")):
        at = NOW + timedelta(minutes=minute)
        seen = mark_of(keep_answer(question, coach=alice, by=alice.user, at=at, seen=seen, text=text))
    assert AnswerDraft.objects.get().text == "A third less."


def test_a_window_that_is_behind_overwrites_nothing(alice, fay):
    question = make_question()
    old = mark_of(keep_answer(question, coach=alice, by=alice.user, at=NOW, text="Old"))
    keep_answer(question, coach=alice, by=fay, at=LATER, seen=old, text="Newer")

    for seen in (old, "", "nonsense"):
        with pytest.raises(DraftedMeanwhile) as meanwhile:
            keep_answer(question, coach=alice, by=alice.user, at=LATER, seen=seen, text="Stale")
        assert meanwhile.value.draft.text == "Newer"
    assert AnswerDraft.objects.get().text == "Newer"


def test_a_draft_that_was_sent_is_not_brought_back_by_a_window_behind(alice):
    question = make_question()
    seen = mark_of(keep_answer(question, coach=alice, by=alice.user, at=NOW, text="Sent"))
    question.answer_drafts.all().delete()
    with pytest.raises(DraftedMeanwhile) as meanwhile:
        keep_answer(question, coach=alice, by=alice.user, at=LATER, seen=seen, text="Sent")
    assert meanwhile.value.draft is None


def test_only_what_is_said_is_written_and_nothing_said_is_no_draft(alice):
    question = make_question()
    said = {"coach": alice, "by": alice.user, "at": NOW}
    assert keep_answer(question, **said, text="", notes=[]) is None
    assert not AnswerDraft.objects.exists()
    keep_answer(question, **said, text="A third", video_url="https://video.example/1")
    keep_answer(question, **said, text="A third less")
    assert AnswerDraft.objects.get().video_url == "https://video.example/1"
    assert keep_answer(question, **said, text="", video_url="", notes=[]) is None
    assert not AnswerDraft.objects.exists()


def test_desks_do_not_meet(alice, dana):
    question = make_question()
    for coach in (alice, dana):
        keep_answer(question, coach=coach, by=coach.user, at=NOW, seen="", text=str(coach))
    assert AnswerDraft.objects.count() == 2
