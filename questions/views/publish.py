"""What becomes public of a thread: asked for, published, and taken down again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from questions.actions.consent import NobodyToAsk, ask_consent
from questions.actions.publish import AddressTaken, NamesAsker, NeedsRewriting, NotAnswered, publish, unpublish
from questions.forms import PublishForm, public_words
from questions.models import Question
from questions.pages.publishing import publishing_of
from questions.pages.redaction import private_lines, without
from questions.views.inbox import show_thread, thread_of


@require_POST
@coach_only
def publish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = PublishForm(request.POST, instance=thread_of(request, question_id))
    if not form.is_valid() or not _is_done(form, lambda said: _publish(question, said)):
        return show_thread(request, question, status=422, publish_form=form)
    messages.success(request, "It stands in the library now.")
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def ask_for_consent(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = PublishForm(request.POST, instance=thread_of(request, question_id))
    if not form.is_valid() or not _is_done(form, lambda said: _ask(question, said, by=request.user.coach)):
        return show_thread(request, question, status=422, publish_form=form)
    messages.success(request, f"{question.asker_name} is shown this text by mail and says yes or no.")
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def unpublish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    unpublish(question)
    messages.success(request, "Taken out of the library. Publish brings it back, at the same address.")
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def look_over(request: UserRequest, question_id: int) -> HttpResponse:
    """What others need not know, marked; with `cut` one of them is left out. Nothing is stored."""
    question = thread_of(request, question_id)
    typed = without(request.POST, request.POST.get("cut", ""))
    form = PublishForm(typed, instance=thread_of(request, question_id))
    shown: dict[str, Any] = {"publish_form": form, "looked": True}
    if not request.htmx:
        return show_thread(request, question, **shown)
    shown |= {"question": question, "answer": getattr(question, "answer", None)}
    shown |= {"publishing": publishing_of(question, at=timezone.now())}
    shown |= {"private": private_lines(question, **public_words(form))}
    return render(request, "questions/publish_form.html", shown)


def _publish(question: Question, said: dict[str, Any]) -> None:
    said = {name: value for name, value in said.items() if name != "publishes"}
    publish(question, at=timezone.now(), **said)


def _ask(question: Question, said: dict[str, Any], *, by: Coach) -> None:
    said = {name: value for name, value in said.items() if name != "is_rewritten"}
    ask_consent(question, by=by, at=timezone.now(), **said)


def _is_done(form: PublishForm, do: Callable[[dict[str, Any]], None]) -> bool:
    """False with the reason on the field that has to change."""
    try:
        do(form.cleaned_data)
    except NotAnswered:
        form.add_error(None, "Answer first, then publish.")
    except NobodyToAsk:
        form.add_error(None, "There is nobody to ask: no address is known. Publish it in your own words.")
    except NeedsRewriting:
        form.add_error(
            None, "They did not agree to this text. Ask them, or put title and question in your own words and say so."
        )
    except NamesAsker as found:
        form.add_error(
            None, f"“{found.word}” may not stand there: look at the title, the question, the address and your answer."
        )
    except AddressTaken:
        form.add_error("slug", "Another answer has this address.")
    return not form.errors
