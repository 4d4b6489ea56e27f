from django.urls import path

from plans.api import views

urlpatterns = [
    path("preview/", views.Preview.as_view(), name="preview"),
    path("off-seasons/", views.OffSeasonList.as_view(), name="off_seasons"),
    path("off-seasons/<uuid:off_season_id>/", views.OffSeasonDetail.as_view(), name="off_season"),
    path("off-seasons/<uuid:off_season_id>/weeks/", views.WeekList.as_view(), name="weeks"),
    path("sessions/", views.SessionList.as_view(), name="sessions"),
    path("sessions/<uuid:session_id>/", views.SessionDetail.as_view(), name="session"),
    path("sessions/<uuid:session_id>/log/", views.SessionLogView.as_view(), name="session_log"),
]
