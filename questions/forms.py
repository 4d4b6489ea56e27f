from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.urls import reverse_lazy

from athletes.models import User
from plans import free_plan
from plans.engine.contract import ContractError
from plans.models import Workout
from questions import video
from questions.actions.ask import NO_NAME
from questions.consent import NAMELESS, TEXT, Publishing, ShownAs
from questions.explains import choices
from questions.models import Answer, AnswerDraft, Edition, Question, Topic
from questions.pages.inbox import OPEN_TAB, TABS
from questions.pages.publishing import Publishing as ThreadPublishing

if TYPE_CHECKING:
    QuestionForm = forms.ModelForm[Question]
else:
    QuestionForm = forms.ModelForm

LONGEST_TEXT = 5000
MORNING = time(7)
LONGEST_TRANSCRIPT = 60_000
NO_LINKS = RegexValidator(NO_NAME, "Just a name here, without an address.", inverse_match=True)


class SearchForm(forms.Form):
    """Read from the address: wrong values are no error, they find everything."""

    q = forms.CharField(required=False, max_length=200, strip=True)
    topic = forms.ChoiceField(required=False, choices=[("", "All"), *Topic.choices])

    @property
    def words(self) -> str:
        self.is_valid()
        typed = self.cleaned_data.get("q", str(self.data.get("q", ""))[:200])
        return str(typed).replace("\0", "").strip()  # PostgreSQL takes no NUL

    @property
    def topic_value(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("topic", ""))


class AskForm(forms.Form):
    text = forms.CharField(
        label="Your question",
        max_length=LONGEST_TEXT,
        min_length=10,
        widget=forms.Textarea(
            attrs={
                "rows": 7,
                "hx-post": reverse_lazy("questions:likely"),
                "hx-target": "#likely",
                "hx-swap": "outerHTML",
                "hx-trigger": "input changed delay:600ms",
                "hx-params": "text,csrfmiddlewaretoken",
            }
        ),
        help_text="Your races, your usual week, what worries you. The more the coach knows, the better the answer.",
    )
    topic = forms.ChoiceField(choices=Topic, initial=Topic.OFF_SEASON)
    name = forms.CharField(
        label="Your name", max_length=120, validators=[NO_LINKS], widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your e-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="The answer goes there. Only the coach sees it.",
    )
    publishing = forms.ChoiceField(
        label="May others read it too?",
        choices=Publishing,  # none of them chosen for anybody: consent is given, not left standing
        widget=forms.RadioSelect,
        help_text=TEXT,
    )
    # A trap: people do not see it, programs fill it in.
    website = forms.CharField(required=False, label="Leave this empty")
    plan_request = forms.CharField(required=False, widget=forms.HiddenInput, max_length=free_plan.LONGEST)
    without_plan = forms.BooleanField(required=False, label="Ask without this plan")
    # What the page with the likely answers says: they were on the screen.
    seen = forms.BooleanField(required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            for known in ("name", "email"):
                del self.fields[known]

    @property
    def typed(self) -> str:
        """The question as it was typed, right or wrong; PostgreSQL takes no NUL."""
        return str(self.data.get("text", ""))[:LONGEST_TEXT].replace("\0", "").strip()

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.data.get("website"))

    def clean_name(self) -> str:
        """In one line: it stands in a letter of ours."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_plan_request(self) -> dict[str, Any] | None:
        text = self.cleaned_data["plan_request"]
        if not text or self.data.get("without_plan"):
            return None
        try:
            return free_plan.carried(free_plan.read(text))
        except ContractError:
            raise ValidationError("The plan could not be read. Make it again, or ask without it.") from None


class Picks(forms.CheckboxSelectMultiple):
    """Many to pick from, in groups that open."""

    template_name = "questions/picks.html"


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Your answer",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Markdown: **bold**, *leaning*, ## heading, - list, [words](https://address).",
    )
    video_url = forms.URLField(
        label="Video, by link",
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"])],
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    notes = forms.CharField(
        label="What is said when",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "0:20 why stopping costs\n1:15 how much to cut"}),
        help_text="One a line: the minute, then what is said.",
    )
    transcript = forms.CharField(
        label="What is said in the video, in words",
        required=False,
        max_length=LONGEST_TRANSCRIPT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For those who read rather than watch. The search finds it.",
    )
    explains = forms.MultipleChoiceField(label="What it explains", required=False, widget=Picks)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        """With the workouts of this desk to pick from."""
        super().__init__(*args, **kwargs)
        own = Workout.objects.of_coach(user).newest_versions() if user else Workout.objects.none()
        self.fields["explains"].choices = choices(own)  # type: ignore[attr-defined]  # a field with choices

    def clean_notes(self) -> list[dict[str, Any]]:
        try:
            return video.read_notes(self.cleaned_data["notes"])
        except video.NoteUnreadable as unreadable:
            raise ValidationError(
                "“%(line)s” does not begin with a minute. Write it like “1:15 how much to cut”.",
                params={"line": unreadable.line[:60]},
            ) from None


class AgainForm(forms.Form):
    """One more word to somebody who wrote again; the answer stays as it is."""

    words = forms.CharField(
        label="Your reply",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="It goes to them by mail. Your answer above, and what the library shows of it, stay.",
    )


class PublishForm(QuestionForm):
    """What the library shall show. The asker's own mail is never offered as it came when they were not willing."""

    slug = forms.SlugField(label="Address", required=False, max_length=80, help_text="Blank: made from the title.")
    is_rewritten = forms.BooleanField(
        label="I wrote it in my own words; nobody can tell who asked.",
        required=False,
    )
    publishes = forms.BooleanField(label="Publish it at once when they say yes.", required=False, initial=True)

    class Meta:
        model = Question
        fields = ("title", "public_text", "topic", "slug")
        labels = {"title": "Title, as a question", "public_text": "The question, for everybody"}
        widgets = {"public_text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["public_text"].required = True

    def validate_unique(self) -> None:
        """The action decides, in its transaction."""


class ConsentForm(forms.Form):
    """Yes under one of these names, or no. Nothing is chosen for anybody."""

    NO = "no"
    choice = forms.ChoiceField(label="May it stand there?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, names: dict[ShownAs, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes = [(way.value, f"Yes, as {name or NAMELESS}") for way, name in names.items()]
        self.fields["choice"].choices = [*yes, (self.NO, "No, thanks")]  # type: ignore[attr-defined]  # as above
        self.fields["choice"].error_messages["required"] = "Choose one of these, then press again."

    @property
    def shown_as(self) -> ShownAs | None:
        """None for no."""
        said = self.cleaned_data["choice"]
        return None if said == self.NO else ShownAs(said)


def answer_initial(question: Question, draft: AnswerDraft | None) -> dict[str, Any]:
    """What the desk has prepared, else the answer as it stands, to be corrected; nothing for an open question."""
    answer: Answer | AnswerDraft | None = draft or getattr(question, "answer", None)
    return _as_typed(answer.text, answer, explains=answer.explains) if answer else {}


def published_initial(question: Question) -> dict[str, Any]:
    """The answer as the library shows it: what its coach has corrected since is between them and who asked."""
    edition = question.edition
    return _as_typed(edition.answer_text, edition, explains=question.answer.explains) if edition else {}


def _as_typed(text: str, written: Answer | AnswerDraft | Edition, *, explains: list[str]) -> dict[str, Any]:
    return {
        "text": text,
        "video_url": written.video_url,
        "notes": video.write_notes(written.notes),
        "transcript": written.transcript,
        "explains": explains,
    }


def publish_form_of(publishing: ThreadPublishing) -> PublishForm:
    """Beginning with the text that was last prepared, else with the asker's own words where they were willing."""
    question, newest = publishing.question, publishing.newest
    if newest:
        initial = {"title": newest.title, "public_text": newest.question_text, "publishes": newest.publishes}
    elif question.public_text:
        initial = {}
    else:
        initial = _own_words(question) if publishing.wish else {"title": ""}
    return PublishForm(instance=question, initial=initial)


def public_words(form: PublishForm) -> dict[str, str]:
    """What stands in the form now, whether it was typed or put there."""
    return {name: str(form[name].value() or "") for name in ("title", "public_text")}


def _own_words(question: Question) -> dict[str, Any]:
    first = question.messages.order_by("at", "pk").first()
    return {"public_text": first.text if first else ""}


class InboxForm(forms.Form):
    """Read from the address: what is no tab is the first one, and wrong words find nothing."""

    tab = forms.CharField(required=False, max_length=20)
    q = forms.CharField(required=False, max_length=200, strip=True)

    @property
    def tab_name(self) -> str:
        name = str(self.data.get("tab", ""))
        return name if name in TABS else OPEN_TAB

    @property
    def words(self) -> str:
        return str(self.data.get("q", ""))[:200].replace("\0", "").strip()

    @property
    def query(self) -> str:
        """What was asked, for the links to other pages; empty for the first tab whole."""
        said = {"tab": self.tab_name if self.tab_name != OPEN_TAB else "", "q": self.words}
        return urlencode({name: value for name, value in said.items() if value})


class SnoozeForm(forms.Form):
    """Until when, as a morning in the zone of whoever puts it off."""

    until = forms.ChoiceField(choices=[("tomorrow", "Tomorrow"), ("monday", "Monday"), ("day", "A day")])
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, user: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.today = user.zone, user.today(at)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("until") == "day" and not self._is_ahead(said.get("day")):
            raise ValidationError("Choose a day after today, within a year.")
        return said

    @property
    def moment(self) -> datetime:
        return datetime.combine(self._day, MORNING, tzinfo=self.zone)

    @property
    def _day(self) -> date:
        until = self.cleaned_data["until"]
        if until == "day":
            day: date = self.cleaned_data["day"]
            return day
        days = 1 if until == "tomorrow" else 7 - self.today.weekday()
        return self.today + timedelta(days=days)

    def _is_ahead(self, day: date | None) -> bool:
        return day is not None and timedelta() < day - self.today <= timedelta(days=366)


class DeclineForm(forms.Form):
    letter = forms.CharField(
        label="A kind word, if you like",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It goes to them in five minutes; until then Undo takes it back. Blank: nobody is written to.",
    )


class DraftForm(AnswerForm):
    """As far as it is written: what is not right yet stays in the editor, and the rest is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    @property
    def readable(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}

    @property
    def unreadable(self) -> list[str]:
        """The labels of what cannot be kept as it stands."""
        return [str(self[name].label) for name in self.errors if name in self.fields]
