"""Pages are compressed here and nowhere else (see docs/decisions/0027-kept-on-the-phone.md)."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Pages that show a secret that lasts: a token, codes of the second step, a link that resets.
NEVER: Final = ("/accounts/", "/settings/api-token/", "/invitations/", "/assist/")


class PageCompressionMiddleware(GZipMiddleware):
    """With padding of random length, so that the size of an answer says little of what is in it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(NEVER):
            return response
        return super().process_response(request, response)
