"""Grown by resource: one URL, one verb."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from questions.views import ask, inbox, library, plan_from

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/", library.answers, name="list"),
    path("questions/ask/", ask.ask_page, name="ask"),
    path("questions/ask/plan/", ask.ask_about_plan, name="ask_about_plan"),
    path("questions/ask/likely/", ask.likely, name="likely"),
    path("questions/asked/", ask.asked, name="asked"),
    path("questions/<slug:slug>/", library.answer_page, name="answer"),
    path("coach/inbox/", inbox.inbox, name="inbox"),
    path("coach/inbox/<int:question_id>/", inbox.thread, name="thread"),
    path("coach/inbox/<int:question_id>/answer/", inbox.reply, name="reply"),
    path("coach/inbox/<int:question_id>/plan/", plan_from.plan_page, name="plan"),
    path("coach/inbox/<int:question_id>/plan/same/", plan_from.plan_same, name="plan_same"),
    path("coach/inbox/<int:question_id>/preview/", inbox.preview_answer, name="preview"),
    path("coach/inbox/<int:question_id>/draft/", inbox.keep_draft, name="keep_draft"),
    path("coach/inbox/<int:question_id>/publish/", inbox.publish_answer, name="publish"),
    path("coach/inbox/<int:question_id>/unpublish/", inbox.unpublish_answer, name="unpublish"),
]
if settings.INBOUND_PROVIDER:
    from questions.views.mail_in import mail_in

    urlpatterns.append(path("mail/in/", mail_in, name="mail_in"))
