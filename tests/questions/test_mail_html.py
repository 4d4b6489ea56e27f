import re

import pytest

from questions import mail_html
from tests.questions.mails import HOSTILE_HTML


def test_of_a_hostile_page_words_and_plain_links_are_left():
    clean = mail_html.clean(HOSTILE_HTML)
    assert "<p>Hello <b>coach</b></p>" in clean
    assert 'href="https://example.org/watch"' in clean
    assert re.findall(r"\b(?:on\w+|style|class|id|src|srcdoc|action|hidden)=", clean) == []
    assert re.findall(r"<(?!/?(?:a|p|b|span|table|br)\b)", clean) == []
    assert "javascript" not in clean
    assert "alert" not in clean
    assert "evil.example" not in clean
    assert "track.example" not in clean


def test_hidden_words_are_shown():
    assert "hidden words" in mail_html.clean(HOSTILE_HTML)


def test_a_link_opens_elsewhere_and_says_nothing_about_us():
    [link] = re.findall(
        r"<a [^>]*>", mail_html.clean('<a href="https://example.org" target="_self" rel="opener">x</a>')
    )
    assert 'target="_blank"' in link
    assert 'rel="noopener noreferrer nofollow"' in link


@pytest.mark.parametrize(
    "html", ["", "<", "<script>", "<!--", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<div>" * 5000, "\0<b>"]
)
def test_whatever_is_broken_stays_harmless(html):
    clean = mail_html.clean(html)
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", clean)
    assert "<script" not in clean


def test_the_frame_may_do_nothing_but_open_links():
    assert "default-src 'none'" in mail_html.POLICY
    assert "sandbox allow-popups" in mail_html.POLICY
    assert "script" not in mail_html.POLICY
    assert "allow-same-origin" not in mail_html.POLICY
