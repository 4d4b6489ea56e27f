"""What went to a coach's athletes by mail, and what became of it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from athletes.models import OutgoingMail
from coachapp.access import desk_only
from coachapp.http import UserRequest

PER_PAGE = 50


@require_safe
@desk_only
def mails(request: UserRequest) -> HttpResponse:
    found = OutgoingMail.objects.known_to_coach(request.user).with_thread().newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/mails.html", {"page": page, "query": ""})
