"""Mails that are held for the desk, and what it says they are."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coachapp.access import desk_only, desk_or_operator
from coachapp.http import UserRequest
from coachapp.undo import recall, remember
from questions.actions import held
from questions.models import IncomingMail, Question
from questions.pages.inbox import tabs
from questions.pages.mail import read
from questions.queries import held_mails, readable_mails
from questions.views.inbox import LONGEST_NUMBER, PER_PAGE, thread_of

MEANWHILE: Final = "Somebody has settled this mail meanwhile."


@require_safe
@desk_or_operator
def held_list(request: UserRequest) -> HttpResponse:
    page = Paginator(held_mails(request.user), PER_PAGE).get_page(request.GET.get("page"))
    threads = Question.objects.for_coach(request.user)
    shown = tabs(threads, request.user, at=timezone.now()) if request.user.has_desk else ()
    context = {"page": page, "tabs": shown, "tab": "held", "query": ""}
    return render(request, "questions/held.html", context)


@require_POST
@desk_or_operator
def make_question(request: UserRequest, mail_id: int) -> HttpResponse:
    mail = _held(request, mail_id)
    (letter, _), desk = read(mail), request.user.desk
    whose = "of your desk now" if desk else "now, for the coach who answers first"
    return _settled(
        request,
        mail,
        lambda: held.file_as_question(mail, letter, coach=desk).pk,
        f"A question {whose}. Nobody was written to.",
    )


@require_POST
@desk_only
def put_into_thread(request: UserRequest, mail_id: int) -> HttpResponse:
    mail, typed = _held(request, mail_id), request.POST.get("question", "")
    question = thread_of(request, int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else 0)
    letter, _ = read(mail)
    return _settled(
        request,
        mail,
        lambda: held.file_in_thread(mail, letter, question=question, at=timezone.now()).question_id,
        "It stands in this thread now.",
    )


@require_POST
@desk_or_operator
def call_spam(request: UserRequest, mail_id: int) -> HttpResponse:
    mail = _held(request, mail_id)
    return _settled(request, mail, lambda: held.call_spam(mail), "Spam. Nobody was written to.")


@require_POST
@desk_or_operator
def hold_again(request: UserRequest, mail_id: int) -> HttpResponse:
    """Only for who has just settled it: their session holds the reason that it had."""
    is_known, before = recall(request, f"held {mail_id}")
    if not is_known or before is None:
        messages.info(request, "Nothing to take back here any more.")
        return redirect("questions:held")
    is_back = held.hold_again(get_object_or_404(IncomingMail.objects.defer("raw"), pk=mail_id), reason=before["reason"])
    messages.success(request, "Held again." if is_back else "Somebody has gone on with it: it stays where it is.")
    return redirect("questions:held")


def _held(request: UserRequest, mail_id: int) -> IncomingMail:
    return get_object_or_404(readable_mails(request.user), pk=mail_id)


def _settled(request: UserRequest, mail: IncomingMail, act: Callable[[], int | None], says: str) -> HttpResponse:
    """Do it, keep how it stood, and go to the thread where there is one; without a desk nobody reads threads."""
    try:
        question_id = act()
    except held.SettledMeanwhile:
        messages.info(request, MEANWHILE)
        return redirect("questions:held")
    remember(request, f"held {mail.pk}", {"reason": mail.reason})
    messages.success(request, says, extra_tags=f"undo:{reverse('questions:hold_again', args=[mail.pk])}")
    if question_id is None or not request.user.has_desk:
        return redirect("questions:held")
    return redirect("questions:thread", question_id)
