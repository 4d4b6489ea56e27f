from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from athletes.actions.health import answer_health
from athletes.forms.health import HealthForm
from athletes.models import SafetyAnswer
from coachapp.access import athlete_only
from coachapp.http import UserRequest, posted

CLEARED = "Noted, for you alone. You are cleared to train."
NOT_CLEARED = (
    "Noted, for you alone. See a clinician first; until then no plan is made. A coach sees only “not cleared”."
)


@athlete_only
@require_http_methods(["GET", "POST"])
def health(request: UserRequest) -> HttpResponse:
    athlete, now = request.user.athlete, timezone.now()
    last = SafetyAnswer.objects.filter(athlete=athlete).newest_first().first()
    form = HealthForm(posted(request), initial=_said(last), today=athlete.today(now))
    if request.method == "POST" and form.is_valid():
        is_cleared = answer_health(form.answer(), athlete=athlete, at=now)
        messages.success(request, CLEARED if is_cleared else NOT_CLEARED)
        return redirect("athletes:settings")
    context = {"form": form, "last": last}
    return render(request, "athletes/health.html", context, status=422 if request.method == "POST" else 200)


def _said(last: SafetyAnswer | None) -> dict[str, object]:
    """The last answer, to correct; nothing is ticked for somebody who has not answered."""
    if last is None:
        return {}
    return {"is_well": not last.flags, "flags": last.flags, "cleared_on": last.cleared_on}
