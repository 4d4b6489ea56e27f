"""The free planner: a plan for anybody, kept by nobody but the visitor."""

from typing import Any

from django.core.signing import BadSignature
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coachapp.access import public
from coachapp.http import PageRequest
from coachapp.limits import is_within, limited, too_many
from plans import free_plan
from plans.actions.mail_plan import mail_plan, offer_plan, open_link
from plans.engine.request import PlanRequest
from plans.exports.calendar import calendar, plan_entries
from plans.forms.free_planner import CarriedPlanForm, FreePlannerForm, MailPlanForm, form_of
from plans.pages.visitor import visitor_plan

PUBLIC = "a plan needs no account, and nothing of it is stored"


@require_POST
@public(PUBLIC)
@never_cache
@limited("free_plan")
def make_plan(request: PageRequest) -> HttpResponse:
    form = FreePlannerForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    if not form.cleaned_data["is_well"]:
        return _show(request, form, is_unwell=True)
    return _show_plan(request, form.plan_request(today=timezone.localdate()), form=form)


@require_POST
@public(PUBLIC)
@never_cache
@limited("free_plan")
def remake_plan(request: PageRequest) -> HttpResponse:
    """A remedy was chosen: the request that comes back has its change in it."""
    carried = CarriedPlanForm(request.POST)
    if not carried.is_valid():
        return _show_unreadable(request, carried)
    return _show_plan(request, carried.cleaned_data["request"])


@require_POST
@public(PUBLIC)
@limited("free_plan")
def plan_calendar(request: PageRequest) -> HttpResponse:
    carried = CarriedPlanForm(request.POST)
    if not carried.is_valid():
        return _show_unreadable(request, carried)
    made = visitor_plan(carried.cleaned_data["request"], today=timezone.localdate())
    if not made.is_whole:
        return _show_plan(request, made.request)
    entries = plan_entries(made.plan, base=free_plan.season_digest(made.request), unit=made.page.unit)
    sheet = calendar(entries, name=f"{made.page.fall_name} to {made.page.a_name}", at=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="off-season.ics"'}
    return HttpResponse(sheet, content_type="text/calendar; charset=utf-8", headers=headers)


@require_POST
@public(PUBLIC)
@never_cache
@limited("free_plan_mail")
def ask_for_mail(request: PageRequest) -> HttpResponse:
    """First letter of two: it goes to an address that nobody has confirmed, so it holds a link and no plan."""
    carried = MailPlanForm(request.POST)
    if not carried.is_valid():
        return _show_unreadable(request, carried)
    wanted, to = carried.cleaned_data["request"], carried.cleaned_data["email"].lower()
    if not visitor_plan(wanted, today=timezone.localdate()).is_whole:
        return _show_plan(request, wanted)
    if not is_within(request, "free_plan_mail_to", key=to):
        return too_many(request)
    offer_plan(wanted, to=to, at=timezone.now())
    return _show_plan(request, wanted, mailed_to=to)


@require_http_methods(["GET", "HEAD", "POST"])
@public("the link in the mail is the key")
@never_cache
@limited("free_plan_mail")
def confirm_mail(request: PageRequest, token: str) -> HttpResponse:
    """Opening a link changes nothing, whoever opens it; the button sends the plan."""
    try:
        link = open_link(token)
    except BadSignature:
        return render(request, "plans/free_plan_over.html", status=410)
    if request.method == "POST":
        mail_plan(link, at=timezone.now())
    return render(request, "plans/free_plan_confirm.html", {"to": link.to, "is_sent": request.method == "POST"})


@require_POST
@public(PUBLIC)
@limited("free_plan")
def keep_plan(request: PageRequest) -> HttpResponse:
    """Only here is the request stored, in the visitor's own session, until they have signed up and start from it."""
    carried = CarriedPlanForm(request.POST)
    if not carried.is_valid():
        return _show_unreadable(request, carried)
    request.session["free_plan"] = free_plan.carried(carried.cleaned_data["request"])
    start = reverse("athletes:start")
    return redirect(start if request.user.is_authenticated else f"{reverse('account_signup')}?next={start}")


def _show_plan(
    request: PageRequest, wanted: PlanRequest, *, form: FreePlannerForm | None = None, **shown: Any
) -> HttpResponse:
    made = visitor_plan(wanted, today=timezone.localdate())
    return _show(request, form or form_of(wanted), made=made, **shown)


def _show_unreadable(request: PageRequest, carried: Form) -> HttpResponse:
    """What came back is not what we gave out, or a field beside it is wrong."""
    wanted = getattr(carried, "cleaned_data", {}).get("request")
    if wanted is not None:
        return _show_plan(request, wanted, mail_form=carried, status=422)
    return _show(request, FreePlannerForm(), trouble=carried.errors.get("request"), status=422)


def _show(request: PageRequest, form: FreePlannerForm, *, status: int = 200, **shown: Any) -> HttpResponse:
    template = "plans/free_plan.html#planner" if request.htmx else "plans/free_plan.html"
    context = {"form": form, "mail_form": MailPlanForm(auto_id="mail_%s"), **shown}
    return render(request, template, context, status=status)
