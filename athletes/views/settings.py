from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from athletes.actions.settings import change_settings
from athletes.forms.settings import ReminderForm, UserForm
from athletes.models import Athlete
from coachapp.http import UserRequest, posted


@require_http_methods(["GET", "POST"])
def edit_settings(request: UserRequest) -> HttpResponse:
    athlete = Athlete.objects.filter(user=request.user).select_related("coach__user").first()
    form = UserForm(posted(request), instance=request.user)
    reminder = ReminderForm(posted(request), instance=athlete) if athlete else None
    is_posted = request.method == "POST"
    if is_posted and form.is_valid() and (reminder is None or reminder.is_valid()):
        change_settings(form.instance, athlete=athlete, at=timezone.now())
        messages.success(request, "Your settings are kept.")
        return redirect("athletes:settings")
    context = {"form": form, "reminder": reminder, "athlete": athlete}
    return render(request, "athletes/settings.html", context, status=422 if is_posted else 200)
