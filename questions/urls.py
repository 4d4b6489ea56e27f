"""Grown by resource: one URL, one verb."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from questions.views import (
    answer,
    ask,
    consent,
    draft,
    held,
    inbox,
    library,
    mail,
    own_consents,
    plan_from,
    publish,
    syndication,
    triage,
)

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/", library.answers, name="list"),
    path("questions/ask/", ask.ask_page, name="ask"),
    path("questions/ask/plan/", ask.ask_about_plan, name="ask_about_plan"),
    path("questions/ask/likely/", ask.likely, name="likely"),
    path("questions/asked/", ask.asked, name="asked"),
    path("questions/feed/", syndication.feed, name="feed"),
    path("questions/<slug:slug>/", library.answer_page, name="answer"),
    path("coach/inbox/", inbox.inbox, name="inbox"),
    path("coach/inbox/<int:question_id>/", inbox.thread, name="thread"),
    path("coach/inbox/<int:question_id>/answer/", answer.reply, name="reply"),
    path("coach/inbox/<int:question_id>/again/", answer.reply_again, name="reply_again"),
    path("coach/inbox/<int:question_id>/plan/", plan_from.plan_page, name="plan"),
    path("coach/inbox/<int:question_id>/plan/same/", plan_from.plan_same, name="plan_same"),
    path("coach/inbox/<int:question_id>/preview/", answer.preview_answer, name="preview"),
    path("coach/inbox/<int:question_id>/draft/", draft.keep_draft, name="keep_draft"),
    path("coach/inbox/<int:question_id>/draft/save/", draft.save_draft, name="save_draft"),
    path("coach/inbox/<int:question_id>/look-over/", publish.look_over, name="look_over"),
    path("coach/inbox/<int:question_id>/consent/", publish.ask_for_consent, name="ask_consent"),
    path("coach/inbox/<int:question_id>/publish/", publish.publish_answer, name="publish"),
    path("coach/inbox/<int:question_id>/unpublish/", publish.unpublish_answer, name="unpublish"),
    path("coach/inbox/<int:question_id>/link/", answer.send_link, name="send_link"),
    path("coach/inbox/<int:question_id>/seen/", triage.see, name="see"),
    path("coach/inbox/<int:question_id>/athlete/", triage.name_athlete, name="name_athlete"),
    path("coach/inbox/<int:question_id>/athlete/undo/", triage.unname_athlete, name="unname_athlete"),
    path("coach/inbox/<int:question_id>/merge/", triage.merge_into, name="merge"),
    path("coach/inbox/<int:question_id>/separate/", triage.separate_from, name="separate"),
    path("coach/inbox/snooze/", triage.snooze, name="snooze"),
    path("coach/inbox/decline/", triage.decline, name="decline"),
    path("coach/inbox/spam/", triage.call_spam, name="spam"),
    path("coach/inbox/reopen/", triage.reopen, name="reopen"),
    path("coach/inbox/undo/<uuid:act>/", triage.undo, name="undo"),
    path("coach/inbox/held/", held.held_list, name="held"),
    path("coach/inbox/mails/<int:mail_id>/", mail.mail, name="mail"),
    path("coach/inbox/mails/<int:mail_id>/attachments/", mail.attachments, name="mail_attachments"),
    path("coach/inbox/mails/<int:mail_id>/attachments/<int:place>/", mail.attachment, name="mail_attachment"),
    path("coach/inbox/mails/<int:mail_id>/body/", mail.mail_body, name="mail_body"),
    path("coach/inbox/mails/<int:mail_id>/source/", mail.source, name="mail_source"),
    path("coach/inbox/mails/<int:mail_id>/question/", held.make_question, name="held_question"),
    path("coach/inbox/mails/<int:mail_id>/thread/", held.put_into_thread, name="held_thread"),
    path("coach/inbox/mails/<int:mail_id>/spam/", held.call_spam, name="held_spam"),
    path("coach/inbox/mails/<int:mail_id>/undo/", held.hold_again, name="hold_again"),
    path("consent/<str:token>/", consent.consent, name="consent"),
    path("consent/<str:token>/withdraw/", consent.withdraw_consent, name="withdraw_consent"),
    path("settings/library/", own_consents.own_consents, name="own_consents"),
    path("settings/library/<int:edition_id>/withdraw/", own_consents.withdraw_own, name="withdraw_own"),
    path("robots.txt", syndication.robots_file, name="robots"),
    path("sitemap.xml", syndication.site_map, name="sitemap"),
]
if settings.INBOUND_PROVIDER:
    from questions.views.mail_in import mail_in

    urlpatterns.append(path("mail/in/", mail_in, name="mail_in"))
