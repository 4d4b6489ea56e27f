"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver, path

from questions.views import answer, ask, inbox, library, publish

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/", library.answers, name="list"),
    path("questions/ask/", ask.ask_page, name="ask"),
    path("questions/ask/plan/", ask.ask_about_plan, name="ask_about_plan"),
    path("questions/asked/", ask.asked, name="asked"),
    path("questions/<slug:slug>/", library.answer_page, name="answer"),
    path("coach/inbox/", inbox.inbox, name="inbox"),
    path("coach/inbox/<int:question_id>/", inbox.thread, name="thread"),
    path("coach/inbox/<int:question_id>/answer/", answer.reply, name="reply"),
    path("coach/inbox/<int:question_id>/preview/", answer.preview_answer, name="preview"),
    path("coach/inbox/<int:question_id>/draft/", inbox.keep_draft, name="keep_draft"),
    path("coach/inbox/<int:question_id>/publish/", publish.publish_answer, name="publish"),
    path("coach/inbox/<int:question_id>/unpublish/", publish.unpublish_answer, name="unpublish"),
]
