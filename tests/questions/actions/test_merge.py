from datetime import timedelta

import pytest

from questions.actions.answer import answer
from questions.actions.merge import CannotMerge, merge, separate
from questions.models import Message, Question
from tests.factories import NOW
from tests.questions.factories import make_answered, make_incoming, make_published, make_question

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_one_thread_is_left_and_each_keeps_its_words_consent_and_mail():
    first, second = make_question(title="1?"), make_question(title="2?", shown_name="A.")
    mail = make_incoming(state="question")
    Message.objects.filter(question=second).update(mail=mail)

    merge(second, into=first)

    assert [one.title for one in Question.objects.whole()] == ["1?"]
    assert [one.title for one in Question.objects.waiting(at=NOW)] == ["1?"]
    second.refresh_from_db()
    assert second.merged_into == first
    assert second.consents.get().shown_name == "A."
    assert mail.message.question == second
    assert Question.objects.telling(second.pk).get() == Question.objects.telling(first.pk).get() == first


def test_a_thread_that_was_answered_waits_again_and_is_answered_again_after_separating(alice):
    answered, new = make_answered(by=alice), make_question(asked_at=NOW + DAY)
    Message.objects.create(question=answered, source="coach", text="A third less.", at=NOW)

    merge(new, into=answered)
    answered.refresh_from_db()
    assert answered.state == "waiting"

    separate(new)
    answered.refresh_from_db()
    assert answered.state == "answered"
    assert Question.objects.whole().count() == 2


def test_what_was_open_before_is_open_after():
    first, second = make_question(), make_question()
    merge(second, into=first)
    separate(second)
    assert {one.state for one in Question.objects.whole().open()} == {"waiting", "new"}


def refusals(alice):
    opened, answered, published = make_question(), make_answered(by=alice), make_published(by=alice)
    spam, merged, holder = make_question(state="spam"), make_question(), make_question()
    merge(merged, into=holder)
    return [
        (opened, opened),
        (answered, opened),
        (spam, opened),
        (opened, spam),
        (opened, published),
        (opened, merged),
        (merged, opened),
        (holder, opened),
    ]


def test_what_cannot_be_merged_says_why_and_changes_nothing(alice):
    for question, into in refusals(alice):
        with pytest.raises(CannotMerge) as refused:
            merge(question, into=into)
        assert refused.value.reason.endswith(".")
    assert Question.objects.exclude(merged_into=None).count() == 1


def test_when_the_thread_goes_what_was_merged_into_it_stands_by_itself():
    first, second = make_question(), make_question()
    merge(second, into=first)
    first.delete()
    assert Question.objects.whole().get() == second


def test_what_was_put_to_one_coach_is_read_by_no_other_after_merging(alice, dana):
    to_all, to_alice = make_question(), make_question(coach=alice)
    merge(to_alice, into=to_all)
    assert not Question.objects.for_coach(dana.user).exists()

    separate(to_alice)
    merge(to_all, into=to_alice)
    assert not Question.objects.for_coach(dana.user).exists()


def test_what_was_put_to_all_stays_so_until_somebody_answers(alice, dana):
    whole, part = make_question(), make_question()
    merge(part, into=whole)
    assert Question.objects.for_coach(dana.user).count() == 2

    answer(whole, by=alice, text="A third less.", at=NOW)

    assert not Question.objects.for_coach(dana.user).exists()


def test_threads_of_two_coaches_are_not_made_one(alice, dana):
    with pytest.raises(CannotMerge, match="Another coach"):
        merge(make_question(coach=alice), into=make_question(coach=dana))
