from email.message import EmailMessage

import pytest
from django.urls import NoReverseMatch, include, path, reverse

from coachapp.desk import mailbox
from coachapp.urls import urlpatterns as project

# As the project's routes are where the launcher keeps the mail.
urlpatterns = [path("", include((mailbox.routes, "desk"))), *project]


@pytest.fixture
def folder(settings, tmp_path):
    settings.ROOT_URLCONF = __name__
    settings.DEMO_DIR = tmp_path
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def keep(folder, name, *, subject="Your week", text="Open the week: http://testserver/week/\n", html=""):
    message = EmailMessage()
    message["To"], message["Subject"], message["Date"] = "bob@example.org", subject, "Mon, 14 Dec 2026 11:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    (folder / name).write_bytes(bytes(message))


def test_mailbox_exists_only_in_the_demo():
    with pytest.raises(NoReverseMatch):
        reverse("desk:mailbox")


def test_mailbox_shows_the_newest_mail_first(client, folder):
    keep(folder, "20261214T110000.1-0001.eml", subject="First")
    keep(folder, "20261214T110000.2-0002.eml", subject="Second")

    page = client.get(reverse("desk:mailbox")).content.decode()

    assert 0 < page.index("Second") < page.index("First")
    assert "bob@example.org, 14 Dec, 11:00 UTC" in page


def test_empty_mailbox_says_what_to_do(client, folder):
    assert "No mail yet" in client.get(reverse("desk:mailbox")).content.decode()


def test_links_of_a_mail_can_be_followed_and_its_words_do_no_harm(client, folder):
    keep(folder, "1.eml", text="<script>alert(1)</script> http://testserver/week/\n", html="<p>Hi</p>")

    page = client.get(reverse("desk:mail", args=["1.eml"])).content.decode()

    assert 'href="http://testserver/week/"' in page
    assert "<script>alert" not in page


def test_the_designed_mail_may_use_its_own_styles_and_nothing_else(client, folder):
    keep(folder, "1.eml", html='<style>b { color: red }</style><p style="color: &quot;x&quot;">Hi</p>')

    policy = client.get(reverse("desk:mail_html", args=["1.eml"]))["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'unsafe-hashes' 'sha256-")
    assert policy.count("sha256-") == 2
    assert policy.endswith("; sandbox allow-popups")


def test_a_mail_of_plain_text_has_no_designed_page(client, folder):
    keep(folder, "1.eml")

    assert client.get(reverse("desk:mail_html", args=["1.eml"])).status_code == 404


@pytest.mark.parametrize("name", ["nothing.eml", "..%2Fsecret.eml", "secret.txt"])
def test_only_kept_mail_is_shown(client, folder, name):
    (folder.parent / "secret.eml").write_text("Subject: secret\n\nsecret")
    (folder / "secret.txt").write_text("secret")

    assert client.get(f"/demo/mailbox/{name}/").status_code == 404
