from typing import cast

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.views import APIView

from athletes.api.serializers import AthleteSerializer, AthleteWithRacesSerializer, MeSerializer
from athletes.models import Athlete, User


def asker(view: APIView) -> User:
    """Who asks: the permission classes let nobody else come this far."""
    return cast("User", view.request.user)


class Me(RetrieveAPIView[User]):
    """Who you are here."""

    serializer_class = MeSerializer

    def get_object(self) -> User:
        return asker(self)


class AthleteList(ListAPIView[Athlete]):
    """The athletes you coach, by name. Empty for one who coaches nobody."""

    queryset = Athlete.objects.none()
    serializer_class = AthleteSerializer

    def get_queryset(self) -> QuerySet[Athlete]:
        return Athlete.objects.coached_by(asker(self)).with_people().in_roster_order()


class AthleteDetail(RetrieveAPIView[Athlete]):
    """One athlete and their races: yourself, or somebody you coach."""

    queryset = Athlete.objects.none()
    serializer_class = AthleteWithRacesSerializer
    lookup_url_kwarg = "athlete_id"

    def get_queryset(self) -> QuerySet[Athlete]:
        return Athlete.objects.visible_to(asker(self)).with_people().prefetch_related("races")
