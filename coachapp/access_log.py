"""What is written about a request: where it went, but no link that opens something."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it comes without types

# Invitations, plans by mail, calendars, taps from mails, consents, addresses to confirm, passwords to set anew: who holds the link may use it.
KEYED = re.compile(
    r"^(/invitations/|/assist/|/plan/mail/|/calendar/|/tap/|/consent/|/mail/off/|/accounts/confirm-email/|/accounts/password/reset/key/)[^/]+"
)


def without_key(path: str) -> str:
    return KEYED.sub(r"\1…", path)


class WithoutKeys(logging.Filter):
    """Django names the address that it refuses ("Not Found: /calendar/..."): the same rule holds for those lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(without_key(each) if isinstance(each, str) else each for each in record.args)
        return True


class DiscreetLogger(Logger):
    """For gunicorn's `--logger-class`. What was searched for, and the page before, stay out as well."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        path = without_key(environ.get("PATH_INFO", ""))
        line = f"{environ.get('REQUEST_METHOD')} {path} {environ.get('SERVER_PROTOCOL')}"
        known: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return known | {"U": path, "r": line, "q": "", "f": "-"}
