"""Who asked reads the text as it would stand, and says yes or no. Opening the link changes nothing; the button does."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from athletes.models import User
from coachapp.access import public
from coachapp.http import PageRequest, posted
from coachapp.limits import limited
from questions.actions.consent import LinkOver, NameStands, agree, names_for, refuse, withdraw
from questions.consent import NAMELESS, BadSignature, ShownAs, edition_of
from questions.forms import ConsentForm
from questions.models import Edition
from questions.views.framing import may_frame_players

WHY_PUBLIC = "the link in the mail is the key to one text; who asked needs no account"


# No cookie gives any right here, so there is none to forge: the link is all of it, also where a mail program has no cookies.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY_PUBLIC)
@never_cache
@limited("consent")
def consent(request: PageRequest, token: str) -> HttpResponse:
    edition = _found(token)
    if edition is None:
        return render(request, "questions/consent_over.html", status=410)
    form = ConsentForm(posted(request), names=names_for(edition))
    if request.method != "POST":
        return _page(request, token, edition, form)
    if not form.is_valid():
        return _page(request, token, edition, form, status=422)
    try:
        _say(edition, form, user=request.user if request.user.is_authenticated else None)
    except (LinkOver, NameStands):
        return _page(request, token, edition, form, status=409)
    return redirect("questions:consent", token=token)


@csrf_exempt
@require_POST
@public(WHY_PUBLIC)
@never_cache
@limited("consent")
def withdraw_consent(request: PageRequest, token: str) -> HttpResponse:
    """Also long after the link may no longer say yes: a yes can always be taken back."""
    edition = _found(token)
    if edition is None:
        return render(request, "questions/consent_over.html", status=410)
    withdraw(edition, at=timezone.now())
    return redirect("questions:consent", token=token)


def _found(token: str) -> Edition | None:
    """None for a link that is none, and for a text that is gone: the same to whoever asks."""
    try:
        wanted = edition_of(token)
    except BadSignature:
        return None
    return Edition.objects.by_link().filter(pk=wanted).first()


def _say(edition: Edition, form: ConsentForm, *, user: User | None) -> None:
    shown_as = form.shown_as
    if shown_as is None:
        refuse(edition, at=timezone.now())
    else:
        agree(edition, shown_as=shown_as, user=user, at=timezone.now())


def _page(request: PageRequest, token: str, edition: Edition, form: ConsentForm, *, status: int = 200) -> HttpResponse:
    context = {
        "edition": edition,
        "question": edition.question,
        "agreed": edition.agreed,
        "shown_as": (edition.agreed.shown_name or NAMELESS) if edition.agreed else "",
        "is_shown": edition.question.edition_id == edition.pk,
        "can_answer": edition.is_answerable(at=timezone.now()) and not hasattr(edition, "consent"),
        "is_named": ShownAs.NAMELESS not in names_for(edition),
        "form": form,
        "token": token,
    }
    answer = render(request, "questions/consent.html", context, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return may_frame_players(answer)
