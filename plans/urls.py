"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver, include, path

import coachapp.converters  # noqa: F401 -- <day:...>
from plans.views import (
    assign,
    assignment,
    builder,
    calendar,
    free_planner,
    library,
    policy,
    publish,
    season,
    session_edit,
    session_moves,
    tools,
    week,
)

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
    path("season/", season.season, name="season"),
    path("sessions/<uuid:session_id>/done/", week.session_done, name="session_done"),
    path("sessions/<uuid:session_id>/undo/", week.session_undo, name="session_undo"),
    path("coach/athletes/<uuid:athlete_id>/week/<day:day>/", week.athlete_week, name="athlete_week"),
    path("coach/athletes/<uuid:athlete_id>/calendar/", calendar.athlete_calendar, name="athlete_calendar"),
    path("coach/athletes/<uuid:athlete_id>/calendar/<day:day>/", calendar.athlete_calendar, name="athlete_calendar_of"),
    path("coach/athletes/<uuid:athlete_id>/season/", season.athlete_season, name="athlete_season"),
]
