"""What becomes public of a thread, and what is taken down again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from coachapp.access import coach_only
from coachapp.http import UserRequest
from questions.actions.publish import AddressTaken, NamesAsker, NeedsRewriting, NotAnswered, publish, unpublish
from questions.forms import PublishForm
from questions.models import Question
from questions.views.inbox import show_thread, thread_of


@require_POST
@coach_only
def publish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = PublishForm(request.POST, instance=thread_of(request, question_id))
    if not form.is_valid() or not _is_published(form, question):
        return show_thread(request, question, status=422, publish_form=form)
    messages.success(request, "It stands in the library now.")
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def unpublish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    unpublish(question)
    messages.success(request, "Taken out of the library. Publish brings it back, at the same address.")
    return redirect("questions:thread", question.pk)


def _is_published(form: PublishForm, question: Question) -> bool:
    """False with the reason on the field that has to change."""
    wanted = {"is_rewritten": False, **form.cleaned_data}
    try:
        publish(question, at=timezone.now(), **wanted)
    except NotAnswered:
        form.add_error(None, "Answer first, then publish.")
    except NeedsRewriting:
        form.add_error(None, "They did not agree to publishing. Put title and question in your own words, and say so.")
    except NamesAsker as found:
        form.add_error(None, f"“{found.word}” may not stand there: look at the title, the question and your answer.")
    except AddressTaken:
        form.add_error("slug", "Another answer has this address.")
    return not form.errors
