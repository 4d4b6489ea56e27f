"""The same rows, actions and access as the athlete's and the coach's pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from athletes.api.views import asker
from athletes.models import Athlete
from coachapp.api.parsers import JSONTextParser
from coachapp.api.throttles import PreviewThrottle
from plans.actions.log import mark_done, undo_done
from plans.api import contract_schema  # noqa: F401 -- its import registers the contract's schemas
from plans.api.serializers import (
    DoneSerializer,
    OffSeasonDetailSerializer,
    OffSeasonSerializer,
    PeriodSerializer,
    SessionLogSerializer,
    TrainingSessionSerializer,
    WeekSerializer,
)
from plans.coach_rules import policy_from
from plans.engine.planner import plan_json
from plans.engine.request import PlanRequest
from plans.engine.response import PlanResponse
from plans.models import CoachPolicy, OffSeason, TrainingSession, Week


class Preview(APIView):
    """Plan an off-season. Nothing is stored.

    The body is a plan request, the answer a plan response. A request that cannot be planned is answered too, with 200:
    `error` says why, and `error.message` begins with the path of the field to change. Only what is not JSON gets 400.
    A coach is answered by their own rules of today, everybody else by the usual ones.
    """

    parser_classes = [JSONTextParser]
    throttle_classes = [PreviewThrottle]

    @extend_schema(operation_id="preview", request=PlanRequest, responses={200: PlanResponse})
    def post(self, request: Request) -> Response:
        text: Any = request.data  # what JSONTextParser gave; nothing at all comes as an empty mapping
        in_force = CoachPolicy.objects.of_coach(asker(self)).in_force()
        return Response(plan_json(text, policy=policy_from(in_force.changes if in_force else {})))


class OffSeasonList(ListAPIView[OffSeason]):
    """Every off-season you may see, newest first: your own once published, those of the athletes you coach."""

    queryset = OffSeason.objects.none()
    serializer_class = OffSeasonSerializer

    def get_queryset(self) -> QuerySet[OffSeason]:
        return OffSeason.objects.visible_to(asker(self)).with_statuses_for(asker(self)).newest_first()


class OffSeasonDetail(RetrieveAPIView[OffSeason]):
    """One off-season, with its four promises."""

    queryset = OffSeason.objects.none()
    serializer_class = OffSeasonDetailSerializer
    lookup_url_kwarg = "off_season_id"

    def get_queryset(self) -> QuerySet[OffSeason]:
        mine = OffSeason.objects.visible_to(asker(self)).with_statuses_for(asker(self))
        return mine.select_related("fall_race", "a_race", "published")


class WeekList(ListAPIView[Week]):
    """The published weeks of an off-season with their sessions, in order."""

    queryset = Week.objects.none()
    serializer_class = WeekSerializer

    def get_queryset(self) -> QuerySet[Week]:
        user = asker(self)
        off_season = get_object_or_404(OffSeason.objects.visible_to(user), pk=self.kwargs["off_season_id"])
        return off_season.weeks.visible_to(user).with_sessions_for(user).in_order()


class SessionList(ListAPIView[TrainingSession]):
    """Published sessions by day: yours, and those of the athletes you coach."""

    queryset = TrainingSession.objects.none()
    serializer_class = TrainingSessionSerializer

    @extend_schema(parameters=[PeriodSerializer])
    def get(self, request: Request) -> Response:
        return self.list(request)

    def get_queryset(self) -> QuerySet[TrainingSession]:
        wanted = PeriodSerializer(data=self.request.query_params)
        wanted.is_valid(raise_exception=True)
        period = wanted.validated_data
        sessions = TrainingSession.objects.visible_to(asker(self)).during(period["from"], period["to"])
        if "athlete" in period:
            athlete = get_object_or_404(Athlete.objects.visible_to(asker(self)), pk=period["athlete"])
            sessions = sessions.of(athlete)
        return sessions.with_log().in_order()


class SessionDetail(RetrieveAPIView[TrainingSession]):
    queryset = TrainingSession.objects.none()
    serializer_class = TrainingSessionSerializer
    lookup_url_kwarg = "session_id"

    def get_queryset(self) -> QuerySet[TrainingSession]:
        return TrainingSession.objects.visible_to(asker(self)).with_log()


class SessionLogView(APIView):
    """What was done of a session. The coach reads it; only the athlete writes it."""

    @extend_schema(
        operation_id="session_log_retrieve",
        responses={200: SessionLogSerializer, 404: OpenApiResponse(description="Not done yet, or no such session.")},
    )
    def get(self, _request: Request, session_id: UUID) -> Response:
        session = self._session(session_id)
        if not session.is_done:
            raise NotFound("Not marked done.")
        return Response(SessionLogSerializer(session.log).data)

    @extend_schema(operation_id="session_log_write", request=DoneSerializer, responses={200: SessionLogSerializer})
    def put(self, request: Request, session_id: UUID) -> Response:
        """Mark it done. A second mark replaces the first."""
        session = self._own_session(session_id)
        done = DoneSerializer(data=request.data, context={"session": session})
        done.is_valid(raise_exception=True)
        log = mark_done(session, by=asker(self), at=timezone.now(), **done.validated_data)
        return Response(SessionLogSerializer(log).data)

    @extend_schema(operation_id="session_log_delete", responses={204: OpenApiResponse(description="Open again.")})
    def delete(self, _request: Request, session_id: UUID) -> Response:
        """Take the mark back. Doing it twice is the same as once."""
        undo_done(self._own_session(session_id))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _session(self, session_id: UUID) -> TrainingSession:
        return get_object_or_404(TrainingSession.objects.visible_to(asker(self)).with_log(), pk=session_id)

    def _own_session(self, session_id: UUID) -> TrainingSession:
        """404 for what you may not know of, 403 for what you may only see."""
        session = self._session(session_id)
        if session.athlete.user_id != asker(self).pk:
            raise PermissionDenied("Only the athlete marks a session done.")
        return session
