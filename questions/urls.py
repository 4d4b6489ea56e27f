"""Grown by resource: one URL, one verb."""

from django.urls import URLPattern, URLResolver, path

from questions.views import answer, ask, consent, inbox, library, publish, syndication

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/", library.answers, name="list"),
    path("questions/ask/", ask.ask_page, name="ask"),
    path("questions/ask/plan/", ask.ask_about_plan, name="ask_about_plan"),
    path("questions/asked/", ask.asked, name="asked"),
    path("questions/feed/", syndication.feed, name="feed"),
    path("questions/<slug:slug>/", library.answer_page, name="answer"),
    path("coach/inbox/", inbox.inbox, name="inbox"),
    path("coach/inbox/<int:question_id>/", inbox.thread, name="thread"),
    path("coach/inbox/<int:question_id>/answer/", answer.reply, name="reply"),
    path("coach/inbox/<int:question_id>/preview/", answer.preview_answer, name="preview"),
    path("coach/inbox/<int:question_id>/draft/", inbox.keep_draft, name="keep_draft"),
    path("coach/inbox/<int:question_id>/look-over/", publish.look_over, name="look_over"),
    path("coach/inbox/<int:question_id>/consent/", publish.ask_for_consent, name="ask_consent"),
    path("coach/inbox/<int:question_id>/publish/", publish.publish_answer, name="publish"),
    path("coach/inbox/<int:question_id>/unpublish/", publish.unpublish_answer, name="unpublish"),
    path("consent/<str:token>/", consent.consent, name="consent"),
    path("consent/<str:token>/withdraw/", consent.withdraw_consent, name="withdraw_consent"),
    path("robots.txt", syndication.robots_file, name="robots"),
    path("sitemap.xml", syndication.site_map, name="sitemap"),
]
