"""What a phone may keep of a page, and whose it is: read by the worker in templates/app/worker.js."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from coachapp.http import PageRequest

NOBODY = "none"
FIRST_REFUSAL = 300


class PageOwnerMiddleware:
    """Every page says for whom it was made, by a name that says nothing to others; signing out clears the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_page(response):
            response["Page-Owner"] = owner_of(request)
        if request.method == "POST" and request.resolver_match and request.resolver_match.url_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def owner_of(request: HttpRequest) -> str:
    """The same for all pages of one person; `none` for the anonymous."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    return salted_hmac("coachapp.page_owner", str(user.pk), algorithm="sha256").hexdigest()[:20]


def _is_page(response: HttpResponse) -> bool:
    """Whatever asked the database who is there already: a redirect did not, nor did an answer in another format."""
    return response.status_code < FIRST_REFUSAL and response.get("Content-Type", "").startswith("text/html")
