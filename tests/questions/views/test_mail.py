import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from questions.models import Message
from questions.pages.mail import file_name
from tests.questions.factories import make_incoming, make_question
from tests.questions.mails import HOSTILE_HTML, make_raw

pytestmark = pytest.mark.django_db

FILES = (
    ("race result.pdf", "application/pdf", b"%PDF-1.4"),
    ("plan.pdf.exe", "application/octet-stream", b"MZ"),
    ("page.svg", "image/svg+xml", b"<svg onload='alert(1)'/>"),
    ("=?utf-8?q?a?= \u202egpj.exe", "image/jpeg", b"\xff\xd8"),
    ("../../etc/passwd", "text/html", b"<script>alert(1)</script>"),
)


def filed(raw, *, question=None, **fields):
    mail = make_incoming(raw, state="question", **fields)
    Message.objects.filter(question=question or make_question()).update(mail=mail, source="mail")
    return mail


def url(name, mail, *more):
    return reverse(f"questions:{name}", args=[mail.pk, *more])


def test_a_mail_shows_who_what_and_when_and_lists_what_hangs_on_it(as_alice):
    mail = filed(make_raw("How do I rest?\n\n-- \nAmanda", files=FILES), subject="Winter")
    page = as_alice.get(url("mail", mail))
    assertContains(page, "Amanda Reyes, amanda@example.org")
    assertContains(page, "How do I rest?")
    assertContains(page, "race result.pdf")
    assertContains(page, "application/pdf, 8 bytes")
    assertContains(page, "A program. Open it only if you asked for it.", count=2)
    assertContains(page, "A web page, which can ask for passwords")
    assertNotContains(page, "\u202e")
    assertNotContains(page, "%PDF")


def test_the_thread_asks_for_what_hangs_on_its_mails_by_itself(as_alice):
    question = make_question()
    mail = filed(make_raw(files=FILES[:1]), question=question)
    page = as_alice.get(reverse("questions:thread", args=[question.pk]))
    assertContains(page, f'hx-get="{url("mail_attachments", mail)}"')
    assertContains(page, f'href="{url("mail", mail)}"')
    assertContains(as_alice.get(url("mail_attachments", mail)), "1 attachment<")


@pytest.mark.parametrize("number", range(len(FILES)))
def test_an_attachment_is_a_file_and_nothing_else(as_alice, number):
    mail = filed(make_raw(files=FILES))
    place = [one.place for one in as_alice.get(url("mail", mail)).context["page"].hanging][number]
    answer = as_alice.get(url("mail_attachment", mail, place))
    assert answer.content == FILES[number][2]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "/" not in answer["Content-Disposition"]


@pytest.mark.parametrize("place", [0, 99, 2**40])
def test_a_place_that_holds_no_attachment_is_not_there(as_alice, place):
    assert as_alice.get(url("mail_attachment", filed(make_raw(files=FILES)), place)).status_code == 404


def test_the_source_is_downloaded_as_it_came(as_alice):
    raw = make_raw(html=HOSTILE_HTML)
    answer = as_alice.get(url("mail_source", filed(raw)))
    assert answer.content == raw
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_mails_own_page_is_framed_harmless(as_alice):
    mail = filed(make_raw(html=HOSTILE_HTML))
    page = as_alice.get(url("mail", mail))
    assertContains(page, 'sandbox="allow-popups allow-popups-to-escape-sandbox"')
    assertNotContains(page, "track.example")
    body = as_alice.get(url("mail_body", mail))
    assertContains(body, "<p>Hello <b>coach</b></p>")
    assert "default-src 'none'" in body["Content-Security-Policy"]
    assert body["X-Frame-Options"] == "SAMEORIGIN"
    assert as_alice.get(url("mail_body", filed(make_raw("Only text.")))).status_code == 404


@pytest.mark.parametrize("raw", [b"", b"\0" * 100, b"Subject: x\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n"])
def test_what_cannot_be_read_is_there_to_download(as_alice, raw):
    mail = filed(raw)
    assertContains(as_alice.get(url("mail", mail)), "Download it as it came")
    assert as_alice.get(url("mail_source", mail)).content == raw


@pytest.mark.parametrize("name", ["mail", "mail_attachments", "mail_body", "mail_source"])
def test_a_mail_is_read_by_the_desk_of_its_thread_alone(as_alice, as_fay, as_dana, alice, name):
    mail = filed(make_raw(html="<p>x</p>"), question=make_question(coach=alice))
    assert [one.get(url(name, mail)).status_code for one in (as_alice, as_fay, as_dana)] == [200, 200, 404]


def test_a_mail_that_was_refused_or_is_not_read_yet_is_shown_to_nobody(as_alice):
    for state in ("refused", "received"):
        mail = make_incoming(make_raw(state), state=state, reason="x")
        assert as_alice.get(url("mail", mail)).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("race.pdf", "race.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.exe", "a.exe"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("سباق 🏃.pdf", "سباق 🏃.pdf"),
        ("...", ""),
        ("x" * 300 + ".exe", "x" * 120 + ".exe"),
    ],
)
def test_a_files_name_is_one_and_reads_as_it_is(name, shown):
    assert file_name(name) == shown
