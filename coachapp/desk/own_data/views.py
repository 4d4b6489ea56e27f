"""A runner takes everything along."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from coachapp.access import athlete_only, password_asked_again
from coachapp.desk.own_data.archive import archive
from coachapp.http import UserRequest


@athlete_only
@require_GET
@password_asked_again
def export(request: UserRequest) -> HttpResponse:
    return render(request, "desk/export.html")


@athlete_only
@never_cache
@require_GET
@password_asked_again
def export_file(request: UserRequest) -> FileResponse:
    """Made while they wait: it takes a second, in little memory, and lies nowhere afterwards."""
    now = timezone.now()
    name = f"off-season-{request.user.today(now)}.zip"
    return FileResponse(
        archive(request.user, at=now), as_attachment=True, filename=name, content_type="application/zip"
    )
