from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Lower

from athletes.mail_kinds import ACCOUNT, from_coach, kind_words
from athletes.models.address_health import AddressHealth
from athletes.models.athlete import Athlete
from athletes.models.user import User
from coachapp.retention import Kept, kept

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
KEPT_FOR = timedelta(days=30)
CLEARED = "@cleared.invalid"
# An invitation or a reset has a link in its words that opens something: they go as soon as no try will follow.
WORDLESS = {"text": "", "html": "", "calendar": ""}


class MailState(TextChoices):
    WAITING = "waiting", "waiting"
    SENT = "sent", "sent"
    FAILED = "failed", "given up"
    LAPSED = "lapsed", "too late to send"
    WITHHELD = "withheld", "held back"


class MailStop(models.Model):
    """While this row is there no mail leaves: the operator's switch. What waits leaves afterwards, if it is not too late."""

    name = models.CharField(max_length=3, unique=True, default="all")
    since = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)

    kept: ClassVar[Kept] = kept(NOT_PERSONAL="name since why")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(name="all"), name="mail_stop_only_one")]

    def __str__(self) -> str:
        return f"no mail since {self.since:%Y-%m-%d %H:%M}"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, *, at: datetime) -> Self:
        """Waiting, its time has come and is not over, no worker holds it, and nobody has stopped all mail."""
        free = Q(lease_until=None) | Q(lease_until__lte=at)
        return self.useful(at=at).filter(free, ~Exists(MailStop.objects.all()), not_before__lte=at)

    def useful(self, *, at: datetime) -> Self:
        """Waiting, and still worth reading when it arrives now."""
        return self.unsent().filter(Q(use_until=None) | Q(use_until__gt=at))

    def lapse(self, *, at: datetime) -> int:
        """A week that is over is not told any more."""
        late = self.unsent().filter(use_until__lte=at)
        return late.update(state=MailState.LAPSED, not_before=at, lease_until=None, **WORDLESS)

    def withhold_suspended(self, *, at: datetime) -> int:
        """What is due and addressed to where mail came back from. Account mail is tried: its reader asks for it."""
        suspended = AddressHealth.objects.suspended().filter(address=Lower(OuterRef("to")))
        held = self.due(at=at).exclude(kind__in=ACCOUNT).filter(Exists(suspended))
        return held.withhold("mail to this address came back", at=at)

    def withhold(self, why: str, *, at: datetime) -> int:
        return self.unsent().update(
            state=MailState.WITHHELD, not_before=at, lease_until=None, last_error=why, **WORDLESS
        )

    def put_off(self, error: str, *, at: datetime, by: timedelta) -> int:
        """Not one of them can leave now, which is not their fault: no try is counted beyond the first."""
        return self.due(at=at).update(not_before=at + by, attempts=Greatest("attempts", 1), last_error=error)

    def claim(self, *, at: datetime, lease: timedelta) -> int:
        """Take these rows (already filtered by id): each goes to exactly one of several that try at once."""
        return self.due(at=at).update(lease_until=at + lease, attempts=F("attempts") + 1)

    def unsent(self) -> Self:
        return self.filter(state=MailState.WAITING)

    def oldest_unsent(self, *, at: datetime) -> datetime | None:
        """When the longest waiting mail was first due. A try moves `not_before`, so one that failed grows old."""
        since = Case(When(attempts=0, then="not_before"), default="created_at")
        late = self.unsent().annotate(since=since).filter(since__lte=at)
        oldest: datetime | None = late.aggregate(oldest=Min("since"))["oldest"]
        return oldest

    def held(self, *, until: datetime, at: datetime) -> Self:
        """Still worth sending, and ours under the lease that ends then."""
        return self.useful(at=at).filter(lease_until=until, lease_until__gt=at)

    def clearable(self, *, at: datetime) -> Self:
        """Sent or given up thirty days ago or earlier, and still with its address."""
        done_at = Coalesce("sent_at", "not_before")
        return (
            self.exclude(state=MailState.WAITING)
            .exclude(to__endswith=CLEARED)
            .alias(done_at=done_at)
            .filter(done_at__lte=at - KEPT_FOR)
        )

    def clear_old(self, *, at: datetime) -> int:
        """Keep ids and moments only. The address goes too, and stays different for each row."""
        return self.clearable(at=at).update(
            to=Concat(Cast("pk", models.CharField()), Value(CLEARED)),
            subject="",
            headers={},
            **WORDLESS,
            last_error="",
        )

    def returned(self, message_id: str) -> Self:
        """The mail that a report is about, as long as we know where it went."""
        return self.filter(message_id=message_id).exclude(message_id="").exclude(to__endswith=CLEARED)

    def with_thread(self) -> Self:
        """With the athlete it goes to, so that a reply finds their coach."""
        return self.select_related("recipient__athlete")

    def to_person(self, user: User, kinds: Collection[str]) -> Self:
        return self.filter(recipient=user, kind__in=kinds)

    def known_to_coach(self, user: User) -> Self:
        """What went to a coach's own athletes about their training; for the coach and who assists them. No account mail."""
        athletes = Athlete.objects.coached_by(user).active()
        return self.filter(recipient__athlete__in=athletes, kind__in=from_coach())

    def for_operator(self, user: User) -> Self:
        return self if user.is_staff else self.none()

    def can_be_sent_again(self) -> Self:
        """Given up, and its words are still there. See also `OutgoingMail.can_be_sent_again`."""
        return self.filter(state=MailState.FAILED).exclude(text="")

    def asked_for(self, *, state: str = "", kind: str = "", words: str = "") -> Self:
        """By state, by kind, by a part of the address or a whole Message-ID with or without its brackets."""
        found = self.filter(state=state) if state else self
        found = found.filter(kind__icontains=kind.strip().replace(" ", "_")) if kind else found
        return found.filter(Q(to__icontains=words) | Q(message_id=f"<{words.strip('<>')}>")) if words else found

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def counted_by_kind(self) -> QuerySet["OutgoingMail", Any]:
        """Each kind with the number of its mails in each state."""
        counts = {state.value: Count("pk", filter=Q(state=state)) for state in MailState}
        return self.values("kind").annotate(**counts).order_by("kind")

    def ids_in_batches(self, size: int) -> Iterator[list[int]]:
        ids = self.order_by("not_before", "pk").values_list("pk", flat=True).iterator(chunk_size=size)
        return iter(lambda: list(islice(ids, size)), [])


def told_by_mail(rows: Rows, kind: str, *, user: str, key: str) -> Rows:
    """Those rows whose reader (the field `user`) wants this kind and had no mail of it under the row's day (`key`)."""
    had = OutgoingMail.objects.filter(recipient=OuterRef(user), kind=kind, key=Cast(OuterRef(key), models.CharField()))
    wanted = ~Q(**{f"{user}__mail_off__contains": [kind]})
    return rows.filter(~Exists(had), wanted, **{f"{user}__isnull": False, f"{user}__is_active": True})


class OutgoingMail(models.Model):
    """The outbox. A row is written in the transaction of its cause; workers claim, send and mark it.

    Subject and bodies are fixed with the Message-ID, so that a second try is the same mail. After `use_until` it is not
    sent any more.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mails")
    to = models.EmailField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    # A file that goes with it, as iCalendar writes it; empty for none.
    calendar = models.TextField(blank=True, default="", db_default="")
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    not_before = models.DateTimeField()
    use_until = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        UNTIL_DONE="text html calendar",
        THIRTY_DAYS="to subject headers last_error",
        IDS_ONLY="kind key message_id state not_before use_until lease_until attempts created_at sent_at",
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "kind", "key"], name="mail_once_per_recipient_kind_key")]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["recipient", "created_at"], name="mail_by_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def can_be_sent_again(self) -> bool:
        return self.state == MailState.FAILED and self.text != ""

    @property
    def kind_words(self) -> str:
        return kind_words(self.kind)

    @property
    def mark(self) -> str:
        """For `components/state.html`."""
        return {MailState.SENT.value: "done", MailState.WAITING.value: "wait"}.get(self.state, "missed")

    @property
    def settled_at(self) -> datetime:
        """When its state became what it is; of a waiting one when it is to leave."""
        return self.sent_at or self.not_before


class BeatMark(models.Model):
    """When the scheduler was last heard of: one row, written by its own task."""

    name = models.CharField(max_length=40, unique=True)
    seen_at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(NOT_PERSONAL="name seen_at")

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%Y-%m-%d %H:%M:%S}"
