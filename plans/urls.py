"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from coachapp.access import athlete_only, desk_only
from coachapp.converters import IsoDate, SecretToken
from plans.views import (
    absence,
    assign,
    assignment,
    baseline,
    builder,
    calendar,
    calendar_feed,
    calendar_settings,
    free_planner,
    library,
    log,
    own_days,
    policy,
    proposal,
    publish,
    run,
    season,
    session_edit,
    session_moves,
    talk,
    tools,
    voice,
    week,
    zones,
)

register_converter(IsoDate, "day")
register_converter(SecretToken, "secret")

app_name = "plans"
building = [
    path("", builder.builder, name="builder"),
    path("preview/", builder.preview_draft, name="preview"),
    path("draft/", builder.save, name="save_draft"),
    path("undo/", builder.undo_draft, name="undo"),
    path("redo/", builder.redo_draft, name="redo"),
    path("remedies/<str:code>/", builder.remedy, name="remedy"),
    path("newest/", builder.newest, name="newest"),
    path("leave/", builder.leave, name="leave"),
    path("rules/", builder.rules_of_today, name="rules_of_today"),
    path("sessions/<str:key>/", session_edit.edit_session, name="edit_session"),
    path("sessions/<str:key>/move/", session_moves.move_session, name="move_session"),
    path("sessions/<str:key>/copy/", session_moves.copy_session, name="copy_session"),
    path("weeks/<day:day>/shift/", session_moves.shift_week, name="shift_week"),
    path("sessions/<str:key>/remove/", session_edit.remove_session, name="remove_session"),
    path("sessions/<str:key>/revert/", session_edit.revert_session, name="revert_session"),
    path("publish/", publish.publish_draft, name="publish"),
    path("ask/", publish.ask_for_publishing, name="ask_to_publish"),
    path("lead-on/", season.lead_on, name="lead_on"),
    path("unpublish/", publish.unpublish_plan, name="unpublish"),
]
assigning = [
    path("", assign.assign, name="assign"),
    path("preview/", assign.preview_many, name="assign_preview"),
    path("rows/<uuid:athlete_id>/", assign.preview_one, name="assign_row"),
    path("publish/", assign.publish_many, name="assign_publish"),
    path("<uuid:batch_id>/", assignment.assignment, name="assignment"),
    path("<uuid:batch_id>/stop/", assignment.stop, name="assignment_stop"),
    path("<uuid:batch_id>/go-on/", assignment.go_on, name="assignment_go_on"),
    path("<uuid:batch_id>/again/", assignment.try_again, name="assignment_again"),
    path("<uuid:batch_id>/again/<int:row_id>/", assignment.try_row_again, name="assignment_row_again"),
    path("<uuid:batch_id>/undo/", assignment.undo, name="assignment_undo"),
]
calculators = [
    path("", tools.tools, name="tools"),
    path("equivalent-times/", tools.equivalent_times, name="equivalent_times"),
    path("paces/", tools.paces, name="paces"),
    path("heart-rate/", tools.heart_rate, name="heart_rate"),
    path("age-grade/", tools.age_grade, name="age_grade"),
    path("single-run/", tools.single_run, name="single_run"),
    path("recovery/", tools.recovery, name="recovery"),
]
rules = [
    path("", policy.policy, name="policy"),
    path("preview/", policy.policy_preview, name="policy_preview"),
    path("again/", policy.policy_again, name="policy_again"),
    path("save/", policy.policy_save, name="policy_save"),
    path("reset/", policy.policy_reset_all, name="policy_reset_all"),
    path("reset/<str:name>/", policy.policy_reset, name="policy_reset"),
    path("versions/<int:number>/", policy.policy_back_to, name="policy_back_to"),
    path("versions/<int:number>/undo/", policy.policy_undo, name="policy_undo"),
]
workouts = [
    path("", library.library, name="library"),
    path("new/", library.new_workout, name="new_workout"),
    path("try/", library.try_workout, name="try_workout"),
    path("built-in/<str:workout_code>/", library.built_in, name="built_in"),
    path("own/<int:number>/", library.own_workout, name="own_workout"),
    path("own/<int:number>/change/", library.change_own, name="change_own"),
    path("own/<int:number>/try/", library.try_own, name="try_own"),
    path("own/<int:number>/archive/", library.archive_own, name="archive_own"),
    path("own/<int:number>/restore/", library.restore_own, name="restore_own"),
]
# The same for a runner and, below, for their coach.
usual_week = [
    path("baseline/", athlete_only(baseline.baseline), name="baseline"),
    path("baseline/weeks/<day:day>/mark/", athlete_only(baseline.mark), name="baseline_mark"),
    path("baseline/weeks/<day:day>/log/", athlete_only(baseline.take_from_log), name="baseline_log"),
    path("baseline/weeks/<day:day>/undo/", athlete_only(baseline.undo), name="baseline_undo"),
]
usual_week_of = [
    path("", desk_only(baseline.baseline), name="athlete_baseline"),
    path("weeks/<day:day>/mark/", desk_only(baseline.mark), name="athlete_baseline_mark"),
    path("weeks/<day:day>/log/", desk_only(baseline.take_from_log), name="athlete_baseline_log"),
    path("weeks/<day:day>/undo/", desk_only(baseline.undo), name="athlete_baseline_undo"),
]
logging = [
    path("", log.log, name="log"),
    path("sessions/<uuid:session_id>/", log.log_session, name="log_session"),
    path("sessions/<uuid:session_id>/done/", log.log_tick, name="log_tick"),
    path("sessions/<uuid:session_id>/open/", log.log_open, name="log_open"),
    path("sessions/<uuid:session_id>/undo/", log.log_undo, name="log_undo"),
    path("runs/add/", run.new_run, name="new_run"),
    path("runs/<int:run_id>/", run.run, name="run"),
    path("runs/<int:run_id>/remove/", run.run_remove, name="run_remove"),
    path("runs/<int:run_id>/was/<uuid:session_id>/", run.run_match, name="run_match"),
    path("runs/<int:run_id>/apart/", run.run_unmatch, name="run_unmatch"),
    path("runs/<str:key>/undo/", run.run_undo, name="run_undo"),
]
their_zones = [
    path("", desk_only(zones.zones), name="athlete_zones"),
    path("<slug:kind>/", desk_only(zones.add_measurement), name="athlete_measure"),
    path("<int:measurement_id>/remove/", desk_only(zones.remove_measurement), name="athlete_measurement_remove"),
]
own_calendar = [
    path("", calendar_settings.calendar_settings, name="calendar_settings"),
    path("on/", calendar_settings.calendar_on, name="calendar_on"),
    path("new-address/", calendar_settings.calendar_new_address, name="calendar_new_address"),
    path("off/", calendar_settings.calendar_off, name="calendar_off"),
    path("off-season.ics", calendar_feed.calendar_file, name="calendar_file"),
]
talking = [
    path("", talk.talk, name="talk"),
    path("read/", talk.talk_read, name="talk_read"),
    path("<int:note_id>/", talk.talk_edit, name="talk_edit"),
    path("<int:note_id>/remove/", talk.talk_remove, name="talk_remove"),
]
aching = [
    path("", voice.say_ache, name="say_ache"),
    path("<int:ache_id>/safety/", voice.ache_safety, name="ache_safety"),
    path("<int:ache_id>/skip/", voice.ache_skip, name="ache_skip"),
    path("<int:ache_id>/gone/", voice.ache_gone, name="ache_gone"),
    path("<int:ache_id>/back/", voice.ache_back, name="ache_back"),
]
proposals = [
    path("<int:proposal_id>/accept/", proposal.accept_proposal, name="accept_proposal"),
    path("<int:proposal_id>/refuse/", proposal.refuse_proposal, name="refuse_proposal"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", free_planner.make_plan, name="free_plan"),
    path("plan/again/", free_planner.remake_plan, name="free_plan_again"),
    path("plan/calendar/", free_planner.plan_calendar, name="free_plan_calendar"),
    path("plan/mail/", free_planner.ask_for_mail, name="free_plan_mail"),
    path("plan/mail/<str:token>/", free_planner.confirm_mail, name="free_plan_confirm"),
    path("plan/keep/", free_planner.keep_plan, name="free_plan_keep"),
    path("tools/", include(calculators)),
    path("coach/athletes/<uuid:athlete_id>/plans/", builder.start, name="start_off_season"),
    path("coach/assign/", include(assigning)),
    path(
        "coach/athletes/<uuid:athlete_id>/plans/like-last-winter/",
        builder.start_like_before,
        name="start_like_last_winter",
    ),
    path("coach/plans/<uuid:off_season_id>/", include(building)),
    path("coach/library/", include(workouts)),
    path("coach/policy/", include(rules)),
    path("week/", week.week, name="week"),
    path("week/<day:day>/", week.week, name="week_of"),
    path("week/<day:day>/feel/", week.feel, name="feel"),
    path("week/<day:day>/feel/undo/", week.feel_undo, name="feel_undo"),
    path("week/<day:day>/changes/seen/", week.changes_seen, name="changes_seen"),
    path("week/<day:day>/changes/unseen/", week.changes_unseen, name="changes_unseen"),
    path("absent/<slug:kind>/", absence.absent, name="absent"),
    path("absences/<int:absence_id>/undo/", absence.absence_undo, name="absence_undo"),
    path("absences/<int:absence_id>/until/", absence.absence_until, name="absence_until"),
    path("absences/<int:absence_id>/until/<day:day>/", absence.absence_until, name="absence_until_day"),
    path("absences/<int:absence_id>/back/", absence.absence_back, name="absence_back"),
    path("season/", season.season, name="season"),
    path("log/", include(logging)),
    *usual_week,
    path("zones/", athlete_only(zones.zones), name="zones"),
    path("zones/<slug:kind>/", athlete_only(zones.add_measurement), name="measure"),
    path("zones/<int:measurement_id>/remove/", athlete_only(zones.remove_measurement), name="measurement_remove"),
    path("settings/calendar/", include(own_calendar)),
    path("calendar/<secret:token>/off-season.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path("sessions/<uuid:session_id>/done/", week.session_done, name="session_done"),
    path("sessions/<uuid:session_id>/undo/", week.session_undo, name="session_undo"),
    path("sessions/<uuid:session_id>/calendar/", calendar_feed.session_file, name="session_file"),
    path("sessions/<uuid:session_id>/feel/", voice.session_feel, name="session_feel"),
    path("sessions/<uuid:session_id>/feel/undo/", voice.session_feel_undo, name="session_feel_undo"),
    path("sessions/<uuid:session_id>/talk/", include(talking)),
    path("aches/", include(aching)),
    path("talk/", talk.said, name="said"),
    path("coach/talk/", talk.own_words, name="own_words"),
    path("talk/read/", talk.said_read, name="said_read"),
    path("coach/athletes/<uuid:athlete_id>/talk/", talk.athlete_said, name="athlete_said"),
    path("coach/athletes/<uuid:athlete_id>/talk/read/", talk.athlete_said_read, name="athlete_said_read"),
    path("coach/athletes/<uuid:athlete_id>/proposals/", include(proposals)),
    path("sessions/<uuid:session_id>/not-today/", own_days.not_today, name="not_today"),
    path("sessions/<uuid:session_id>/move/", own_days.move, name="own_day"),
    path("sessions/<uuid:session_id>/move/undo/", own_days.put_back, name="put_back"),
    path("sessions/<uuid:session_id>/let-go/", own_days.let_go, name="let_go"),
    path("sessions/<uuid:session_id>/let-go/undo/", own_days.take_up, name="take_up"),
    path("coach/athletes/<uuid:athlete_id>/week/<day:day>/", week.athlete_week, name="athlete_week"),
    path("coach/athletes/<uuid:athlete_id>/calendar/", calendar.athlete_calendar, name="athlete_calendar"),
    path("coach/athletes/<uuid:athlete_id>/calendar/<day:day>/", calendar.athlete_calendar, name="athlete_calendar_of"),
    path("coach/athletes/<uuid:athlete_id>/baseline/", include(usual_week_of)),
    path("coach/athletes/<uuid:athlete_id>/log/", log.athlete_log, name="athlete_log"),
    path("coach/athletes/<uuid:athlete_id>/zones/", include(their_zones)),
    path("coach/athletes/<uuid:athlete_id>/season/", season.athlete_season, name="athlete_season"),
]
