"""What the web server writes about a request: where it went, but no link that opens something."""

import re
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it comes without types

# Invitations, plans by mail, addresses to confirm, passwords to set anew: whoever holds the link may use it.
KEYED = re.compile(r"^(/invitations/|/plan/mail/|/accounts/confirm-email/|/accounts/password/reset/key/)[^/]+")


def without_key(path: str) -> str:
    return KEYED.sub(r"\1…", path)


class DiscreetLogger(Logger):
    """For gunicorn's `--logger-class`. What was searched for, and the page before, stay out as well."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        path = without_key(environ.get("PATH_INFO", ""))
        line = f"{environ.get('REQUEST_METHOD')} {path} {environ.get('SERVER_PROTOCOL')}"
        known: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return known | {"U": path, "r": line, "q": "", "f": "-"}
