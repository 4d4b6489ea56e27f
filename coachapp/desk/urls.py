"""Pages that join the apps, and the demo's own, which exist nowhere else."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from coachapp.desk import board, mail_preview, mailbox, mails, operator
from coachapp.desk.athlete import athlete
from coachapp.desk.gallery import gallery
from coachapp.desk.own_data import views as own_data
from coachapp.desk.roster_export import export_roster

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("coach/", board.board, name="board"),
    path("coach/set-aside/", board.set_row_aside, name="set_aside"),
    path("coach/set-aside/<uuid:act>/undo/", board.bring_row_back, name="bring_back"),
    path("coach/athletes/<uuid:athlete_id>/", athlete, name="athlete"),
    path("coach/athletes/<uuid:athlete_id>/mail/", mail_preview.mail_preview, name="mail_preview"),
    path("coach/athletes/<uuid:athlete_id>/mail/html/", mail_preview.mail_preview_html, name="mail_preview_html"),
    path("coach/athletes/<uuid:athlete_id>/mail/test/", mail_preview.mail_preview_send, name="mail_preview_send"),
    path("coach/athletes/export/", export_roster, name="roster_export"),
    path("settings/export/", own_data.export, name="export"),
    path("settings/export/off-season.zip", own_data.export_file, name="export_file"),
    path("coach/mails/", mails.mails, name="mails"),
    path("operator/", operator.operator, name="operator"),
    path("operator/mail/stop/", operator.stop_all, name="operator_stop"),
    path("operator/mail/resume/", operator.resume_all, name="operator_resume"),
    path("operator/mails/", operator.mails, name="operator_mails"),
    path("operator/mails/<int:mail_id>/again/", operator.mail_again, name="operator_mail_again"),
]
if settings.DEMO_DIR:
    urlpatterns += mailbox.routes
if settings.DEBUG:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))
