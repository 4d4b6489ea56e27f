"""Plans as a program sees them. Metres, seconds and ISO dates, under the names of the plan contract."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from athletes.api.serializers import RaceSerializer
from plans.api.fields import NumberField, WholeNumberField
from plans.engine.contract import load_response
from plans.models import OffSeason, SessionLog, TrainingSession, Week
from plans.models.phase import PhaseKind
from plans.pages.promises import Promise, promises

LONGEST_M = 300_000
LONGEST_S = 86_400
STEPS = {"type": "array", "items": {"$ref": "#/components/schemas/PlanStep"}}
ALTERNATE = {"anyOf": [{"$ref": "#/components/schemas/PlanAlternate"}, {"type": "null"}]}


@extend_schema_field(STEPS)
class StepsField(serializers.JSONField):
    """The steps as the engine wrote them."""


@extend_schema_field(ALTERNATE)
class AlternateField(serializers.JSONField):
    """The twin for ice and dark, as the engine wrote it; null where there is none."""


class SessionLogSerializer(serializers.ModelSerializer[SessionLog]):
    class Meta:
        model = SessionLog
        fields = ["distance_m", "duration_s", "effort", "note", "at"]
        read_only_fields = fields


class DoneSerializer(serializers.Serializer[SessionLog]):
    """What was done. An amount that is left out, or null, was as planned."""

    distance_m = NumberField(min_value=0, max_value=LONGEST_M, required=False, allow_null=True)
    duration_s = WholeNumberField(min_value=0, max_value=LONGEST_S, required=False, allow_null=True)
    effort = WholeNumberField(
        min_value=0, max_value=10, required=False, allow_null=True, help_text="How hard it felt, 0 to 10."
    )
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    def validate_distance_m(self, value: float | None) -> float | None:
        session: TrainingSession = self.context["session"]
        if value and not session.is_run:
            raise serializers.ValidationError("This session is not a run: it has no distance.")
        return value


class WhySerializer(serializers.Serializer[TrainingSession]):
    rule = serializers.CharField(source="why_rule", read_only=True)
    text = serializers.CharField(source="why_text", read_only=True)


class TrainingSessionSerializer(serializers.ModelSerializer[TrainingSession]):
    steps = StepsField(read_only=True)
    why = WhySerializer(source="*", read_only=True)
    alternate = AlternateField(read_only=True, allow_null=True, help_text="For ice or dark, in the winter months.")
    log = SessionLogSerializer(read_only=True, allow_null=True, help_text="Null until it is marked done.")

    class Meta:
        model = TrainingSession
        fields = [
            "id",
            "athlete",
            "off_season",
            "date",
            "order",
            "code",
            "ingredient",
            "title",
            "distance_m",
            "duration_s",
            "quality_m",
            "quality_s",
            "strides",
            "hard",
            "heavy",
            "rpe",
            "load",
            "steps",
            "why",
            "alternate",
            "edited",
            "log",
        ]
        read_only_fields = fields


class WeekSerializer(serializers.ModelSerializer[Week]):
    phase = serializers.ChoiceField(source="phase.kind", choices=PhaseKind.choices, read_only=True)
    sessions = TrainingSessionSerializer(many=True, read_only=True)

    class Meta:
        model = Week
        fields = ["index", "start", "end", "phase", "kind", "distance_m", "baseline_share", "reason", "sessions"]
        read_only_fields = fields


class PromiseSerializer(serializers.Serializer[Promise]):
    promise = serializers.CharField(source="label", read_only=True)
    value = serializers.CharField(read_only=True)
    unit = serializers.CharField(read_only=True)
    is_kept = serializers.BooleanField(read_only=True)


class OffSeasonSerializer(serializers.ModelSerializer[OffSeason]):
    fall_race = RaceSerializer(read_only=True)
    a_race = RaceSerializer(read_only=True)
    published_status = serializers.CharField(
        read_only=True, allow_null=True, help_text="The plan's status, as the contract names it; null until published."
    )
    draft_status = serializers.CharField(
        read_only=True, allow_null=True, help_text="Of the draft; null for whoever may not edit it."
    )
    draft_number = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = OffSeason
        fields = [
            "id",
            "athlete",
            "fall_race",
            "a_race",
            "spring_plan_name",
            "spring_plan_link",
            "note",
            "published_at",
            "published_status",
            "visible_until",
            "draft_number",
            "draft_status",
        ]
        read_only_fields = fields


class OffSeasonDetailSerializer(OffSeasonSerializer):
    promises = serializers.SerializerMethodField(help_text="The four promises, counted from what is published.")

    class Meta(OffSeasonSerializer.Meta):
        fields = [*OffSeasonSerializer.Meta.fields, "promises"]
        read_only_fields = fields

    @extend_schema_field(PromiseSerializer(many=True))
    def get_promises(self, off_season: OffSeason) -> list[Mapping[str, Any]]:
        if off_season.published is None:
            return []
        plan = load_response(off_season.published.response)
        kept = promises(plan, race_day=off_season.fall_race.date)
        return [PromiseSerializer(promise).data for promise in kept]


class PeriodSerializer(serializers.Serializer[Any]):
    """Which sessions: all that you may see, or those of some days and one athlete."""

    athlete = serializers.UUIDField(required=False)
    to = serializers.DateField(required=False, default=date.max, help_text="The last day; open without it.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is a word of Python's, so it cannot be declared like the others.
        first = serializers.DateField(required=False, default=date.min, help_text="The first day; open without it.")
        return {"from": first, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["to"] < attrs["from"]:
            raise serializers.ValidationError({"to": ["This day is before `from`."]})
        return attrs
