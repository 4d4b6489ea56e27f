"""What somebody agreed to, in their settings: every text with its yes, and the button that takes it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from athletes.addresses import addresses_of
from coachapp.http import UserRequest
from questions.actions.consent import withdraw
from questions.models import Consent, Edition
from questions.pages.own_consents import open_asks

BACK = "Your yes is taken back. Nothing that you agreed to in that question stands in the library."


@require_safe
def own_consents(request: UserRequest) -> HttpResponse:
    """Also those of questions that they sent before they had an account, from an address that is proven to be theirs."""
    addresses = addresses_of(request.user)
    editions = Edition.objects.of_asker(request.user, addresses=addresses)
    context = {
        "agreed": editions.answered_yes(),
        "asks": open_asks(editions, at=timezone.now()),
        "wishes": Consent.objects.of_asker(request.user, addresses=addresses).wishes().unasked(),
    }
    return render(request, "questions/own_consents.html", context)


@require_POST
def withdraw_own(request: UserRequest, edition_id: int) -> HttpResponse:
    """A second press finds it taken back, and says the same."""
    own = Edition.objects.of_asker(request.user, addresses=addresses_of(request.user))
    withdraw(get_object_or_404(own.answered_yes(), pk=edition_id), at=timezone.now())
    messages.success(request, BACK)
    return redirect("questions:own_consents")
