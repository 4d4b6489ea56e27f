"""People as a program sees them: what a plan is read with, and nothing about health or birth."""

from uuid import UUID

from rest_framework import serializers

from athletes.models import Athlete, Coach, Race, User


class MeSerializer(serializers.ModelSerializer[User]):
    athlete = serializers.SerializerMethodField(help_text="Your own training record; null if you only coach.")
    is_coach = serializers.BooleanField(read_only=True)

    class Meta:
        model = User
        fields = ["email", "name", "time_zone", "unit", "is_coach", "athlete"]
        read_only_fields = fields

    def get_athlete(self, user: User) -> UUID | None:
        return user.athlete.pk if user.is_athlete else None


class RaceSerializer(serializers.ModelSerializer[Race]):
    class Meta:
        model = Race
        fields = ["name", "date", "distance_m", "priority", "status"]
        read_only_fields = fields


class AthleteSerializer(serializers.ModelSerializer[Athlete]):
    coach = serializers.StringRelatedField[Coach](read_only=True, help_text="Their name; null for one without a coach.")
    has_account = serializers.SerializerMethodField()

    class Meta:
        model = Athlete
        fields = ["id", "name", "time_zone", "unit", "week_start", "southern", "coach", "has_account"]
        read_only_fields = fields

    def get_has_account(self, athlete: Athlete) -> bool:
        return athlete.user_id is not None


class AthleteWithRacesSerializer(AthleteSerializer):
    races = RaceSerializer(many=True, read_only=True)

    class Meta(AthleteSerializer.Meta):
        fields = [*AthleteSerializer.Meta.fields, "races"]
        read_only_fields = fields
