"""Looking into the mailbox: each mail is stored and committed before the mailbox hears that we have it.

Whoever is stopped in between finds it again, unseen, and it is known by its Message-ID.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from django.conf import settings

from questions.actions.take_mail import take
from questions.inbound.mailbox import TROUBLE, Place, Unseen, opened, words_of
from questions.inbound.raw import NoMail, read_raw
from questions.models import Door, MailboxLook
from questions.tasks import enqueue

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

MOST_AT_ONCE: Final = 200
SHIFT: Final = timedelta(minutes=2)  # what takes longer is left to the next look


def fetch_mail(url: str, *, clock: Clock, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """How many were taken. One look at a time; what goes wrong is kept in words for the operator."""
    if not MailboxLook.objects.begin(at=clock()):
        return 0
    place = Place.of(url)
    taken = 0
    try:
        with opened(place) as unseen:
            until = clock() + SHIFT
            for uid in unseen.uids()[:MOST_AT_ONCE]:
                if is_stopping() or clock() > until:
                    break
                taken += _take_one(unseen, uid, at=clock())
    except TROUBLE as trouble:
        log.warning("the mailbox gives trouble: %s", type(trouble).__name__)
        MailboxLook.objects.end(at=clock(), error=words_of(trouble, place))
    else:
        MailboxLook.objects.end(at=clock())
    return taken


def _take_one(unseen: Unseen, uid: str, *, at: datetime) -> bool:
    """False for what is gone meanwhile, and for what is no mail: that stays in the mailbox, seen."""
    raw = unseen.raw(uid, most=settings.LARGEST_MAIL + 1)
    if raw is None:
        return False
    try:
        mail = take(read_raw(BytesIO(raw), most=settings.LARGEST_MAIL), door=Door.IMAP, at=at)
    except NoMail:
        unseen.settle(uid)
        return False
    enqueue(mail.pk)
    unseen.settle(uid)
    return True
