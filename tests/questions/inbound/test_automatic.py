import pytest

from questions.inbound.reading import read_letter
from tests.questions.inbound.mails import mail, multipart


def automatic(**headers):
    return read_letter(mail("I am away until Monday.", **headers), vouchers=()).automatic


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, "out of office"),
        ({"Auto_Submitted": "auto-replied (vacation)"}, "out of office"),
        ({"Auto_Submitted": "Auto-Generated; owner-email=bob@example.org"}, "automatic mail"),
        ({"Precedence": "auto_reply"}, "out of office"),
        ({"Precedence": "bulk"}, "automatic mail"),
        ({"Precedence": "Junk"}, "automatic mail"),
        ({"Precedence": "list"}, "mailing list"),
        ({"X_Autoreply": "yes"}, "automatic mail"),
        ({"X_Autorespond": "vacation"}, "automatic mail"),
        ({"List_Id": "Runners <runners.example.net>"}, "mailing list"),
        ({"List_Post": "<mailto:runners@example.net>"}, "mailing list"),
        ({"X_Mailing_List": "runners@example.net"}, "mailing list"),
        ({"Sender": "runners-bounces@example.net"}, "mailing list"),
        ({"Sender": "owner-runners@example.net"}, "mailing list"),
        ({"List_Unsubscribe": "<https://example.net/leave>"}, "automatic mail"),
        ({"Return_Path": "<>"}, "automatic mail"),
        ({"From": "MAILER-DAEMON@example.org"}, "delivery report"),
        ({"From": "Mail <postmaster@example.org>"}, "delivery report"),
        ({"Return_Path": "<>", "Subject": "Undeliverable: Your week"}, "delivery report"),
        ({"From": "Shop <no-reply@example.org>"}, "an address that no person writes from"),
        ({"From": "noreply+123@example.org"}, "an address that no person writes from"),
        ({"X_Bluebottle_Request": "1"}, "question whether the sender is a person"),
        ({"Subject": "Automatic reply: Your week"}, "out of office"),
        ({"Subject": "AUTO: Bob is out of the office"}, "out of office"),
        ({"Subject": "Automatische Antwort: Deine Woche"}, "out of office"),
        ({"Subject": "Réponse automatique : Ta semaine"}, "out of office"),
        ({"Subject": "=?utf-8?q?Respuesta_autom=C3=A1tica=3A?= Tu semana"}, "out of office"),
        ({"Subject": "[Automatyczna odpowiedź] Twój tydzień"}, "out of office"),
        ({"Subject": "自動返信: 週"}, "out of office"),
        ({"Subject": "Out of office", "In_Reply_To": "<9@example.com>"}, "out of office"),
        ({"Subject": "Abwesenheitsnotiz", "X_Auto_Response_Suppress": "All"}, "out of office"),
    ],
)
def test_a_programs_mail_says_so(headers, why):
    assert automatic(**headers) == why


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Auto_Submitted": "No (written by hand)"},
        {"Precedence": "normal"},
        {"Precedence": "first-class"},
        {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
        {"X_Autoreply": "no"},
        {"Return_Path": "<bob@example.org>"},
        {"Subject": "Re: Automatic reply: Your week"},
        {"Subject": "Out of office for two weeks: how do I train?"},
        {"Subject": "Re: Undeliverable: Your week"},
        {"Subject": "Undeliverable promises"},
        {"Subject": "Automatic watch or not?"},
        {"From": "Noreen Plym <noreplym@example.org>"},
        {"From": "Bob <bounce-back-bob@example.org>"},
        {"Sender": "Bob's wife <dana@example.org>"},
        {"X_Priority": "1", "X_Mailer": "Outlook"},
    ],
)
def test_a_persons_mail_is_not_called_automatic(headers):
    assert automatic(**headers) == ""


def test_a_delivery_report_is_one():
    raw = multipart(
        "\nYour mail did not arrive.",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1",
        kind="report; report-type=delivery-status",
    )

    letter = read_letter(raw, vouchers=())

    assert letter.is_report
    assert letter.automatic == "delivery report"
    assert letter.words == "Your mail did not arrive."
    assert "5.1.1" in letter.folded


def test_a_complaint_is_named():
    letter = read_letter(multipart("\nSpam.", kind="report; report-type=feedback-report"), vouchers=())

    assert letter.automatic == "complaint about a mail"


def test_an_answer_to_an_invitation_is_no_question():
    raw = multipart("\nAccepted", "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR", kind="alternative")

    assert read_letter(raw, vouchers=()).automatic == "answer to an invitation"


def test_a_persons_invitation_is_theirs():
    raw = multipart(
        "\nShall we talk?",
        "Content-Type: text/calendar; method=REQUEST; name=invite.ics\n\nBEGIN:VCALENDAR",
        kind="alternative",
    )

    letter = read_letter(raw, vouchers=())

    assert letter.automatic == ""
    assert letter.words == "Shall we talk?"
    assert [attachment.content_type for attachment in letter.attachments] == ["text/calendar"]
