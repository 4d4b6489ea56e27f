"""Every browser in which somebody is signed in forgets them."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from athletes.models import User


def sign_out_everywhere(user: User) -> None:
    """Ends all sessions of this person. A session does not say whose it is without being read, so all are read."""
    sessions = Session.objects.only("session_key", "session_data").iterator(chunk_size=1000)
    ended = [session.pk for session in sessions if session.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=ended).delete()
