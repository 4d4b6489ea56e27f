"""Between the right password and the question whether to stay: who is asking, for a quarter of an hour."""

import time
from typing import Final

from django.http import HttpRequest

from athletes.models import User

KEY: Final = "leaver"
GOOD_FOR_S: Final = 900


def remember_leaver(request: HttpRequest, user: User) -> None:
    request.session[KEY] = {"user": user.pk, "at": int(time.time())}


def leaver_of(request: HttpRequest) -> User | None:
    """Who gave the password of an account that is about to go; None for anybody else."""
    said = request.session.get(KEY)
    if said is None or time.time() - said["at"] > GOOD_FOR_S:
        return None
    return User.objects.leaving().filter(pk=said["user"]).select_related("erasure").first()


def forget_leaver(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
