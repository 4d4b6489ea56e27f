"""Who: a runner's own pages, and the same pages for their coach. One URL, one verb."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import coachapp.converters  # noqa: F401 -- <day:...>
from athletes.views import (
    api_token,
    days,
    erasure,
    health,
    history,
    invitation,
    mail_off,
    own_weeks,
    people,
    races,
    spreadsheet,
    squads,
    start,
    team,
)
from coachapp.access import athlete_only, desk_only

app_name = "athletes"

own = [
    path("start/", start.start, name="start"),
    path("settings/health/", health.health, name="health"),
    path("settings/api-token/", api_token.show_api_token, name="api_token"),
    path("settings/api-token/make/", api_token.make_token, name="api_token_make"),
    path("settings/api-token/revoke/", api_token.revoke_token, name="api_token_revoke"),
    path("settings/delete/", erasure.delete_account, name="delete_account"),
    path("keep-account/", erasure.offer_to_stay, name="keep_account"),
    path("keep-account/keep/", erasure.stay, name="keep_account_now"),
    path("settings/days/", days.show_days, name="days"),
    path("settings/days/keep/", days.keep_days, name="days_keep"),
    path("settings/days/<day:start>/", days.show_days, name="days_of"),
    path("settings/days/<day:start>/forget/", days.forget_days, name="days_forget"),
    path("settings/days/undo/<str:token>/", days.undo_days, name="days_undo"),
    path("settings/training/", athlete_only(people.edit_athlete), name="edit"),
    path("settings/history/", athlete_only(history.edit_history), name="history"),
    path("settings/history/import/", own_weeks.import_own, name="own_import"),
    path("settings/history/import/run/", own_weeks.import_own_run, name="own_import_run"),
    path("settings/history/import/weeks.csv", own_weeks.import_own_template, name="own_import_template"),
    path("races/", athlete_only(races.list_races), name="races"),
    path("races/add/", athlete_only(races.add_race), name="race_add"),
    path("races/<int:race_id>/", athlete_only(races.edit_race), name="race_edit"),
    path("races/<int:race_id>/delete/", athlete_only(races.remove_race), name="race_delete"),
]

# From a mail itself, by its key.
from_mail = [
    path("mail/off/<str:token>/", mail_off.mail_off, name="mail_off"),
    path("mail/off/<str:token>/all/", mail_off.all_mail_off, name="mail_all_off"),
    path("mail/off/<str:token>/on/", mail_off.mail_on, name="mail_on"),
]
if settings.MAIL_PROVIDER:
    from athletes.views.mail_events import mail_events

    from_mail.append(path("mail/events/", mail_events, name="mail_events"))

joining = [
    path("invitations/<str:token>/", invitation.show_invitation, name="invitation"),
    path("assist/<str:token>/", team.show_assistance, name="assist"),
    path("assist/<str:token>/accept/", team.accept, name="assist_accept"),
]

team_of_coach = [
    path("", team.team, name="team"),
    path("invite/", team.ask_assistant, name="team_invite"),
    path("invitations/<int:invitation_id>/revoke/", team.revoke_assistant_invitation, name="team_revoke"),
    path("<int:assistant_id>/remove/", team.remove_from_team, name="team_remove"),
    path("leave/", team.leave_team, name="team_leave"),
]

# The roster, one runner's page, joining a coach and leaving one join the apps: they live in coachapp/desk.
coach = [
    path("new/", people.add_athlete, name="athlete_add"),
    path("import/", spreadsheet.import_file, name="import"),
    path("import/run/", spreadsheet.run_import, name="import_run"),
    path("import/<slug:kind>.csv", spreadsheet.import_template, name="import_template"),
    path("<uuid:athlete_id>/edit/", desk_only(people.edit_athlete), name="athlete_edit"),
    path("<uuid:athlete_id>/invite/", people.invite_athlete, name="invite"),
    path("<uuid:athlete_id>/invite/link/", people.link_athlete, name="invite_link"),
    path("<uuid:athlete_id>/invite/<int:invitation_id>/revoke/", people.revoke_invitation, name="invite_revoke"),
    path("<uuid:athlete_id>/archive/", people.archive_athlete, name="athlete_archive"),
    path("<uuid:athlete_id>/unarchive/", people.unarchive_athlete, name="athlete_unarchive"),
    path("<uuid:athlete_id>/history/", desk_only(history.edit_history), name="athlete_history"),
    path("<uuid:athlete_id>/races/", desk_only(races.list_races), name="athlete_races"),
    path("<uuid:athlete_id>/races/add/", desk_only(races.add_race), name="athlete_race_add"),
    path("<uuid:athlete_id>/races/<int:race_id>/", desk_only(races.edit_race), name="athlete_race_edit"),
    path("<uuid:athlete_id>/races/<int:race_id>/delete/", desk_only(races.remove_race), name="athlete_race_delete"),
]

squad = [
    path("", squads.list_squads, name="squads"),
    path("add/", squads.add_squad, name="squad_add"),
    path("gather/", squads.gather_squad, name="squad_gather"),
    path("<int:squad_id>/fill/", squads.fill_squad, name="squad_fill"),
    path("<int:squad_id>/empty/", squads.empty_squad, name="squad_empty"),
    path("<int:squad_id>/rename/", squads.rename_squad, name="squad_rename"),
    path("<int:squad_id>/delete/", squads.delete_squad, name="squad_delete"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *own,
    *from_mail,
    *joining,
    path("coach/athletes/", include(coach)),
    path("coach/athletes/squads/", include(squad)),
    path("coach/team/", include(team_of_coach)),
]
