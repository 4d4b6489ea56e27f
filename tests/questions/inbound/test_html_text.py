import time

import pytest

from questions.inbound.html_text import text_of_html
from questions.inbound.quotes import divide

REPLY = "How many strides?"
QUOTED = "Add strides."
INTRO = "On Sun, 2 Nov 2025 at 18:00, Alice &lt;alice@example.com&gt; wrote:"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("How many <b>str</b>ides?", "How many strides?"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One<br></div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("<table><tr><td>Mon</td><td>8 km</td></tr><tr><td>Tue</td></tr></table>", "Mon 8 km\nTue"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a\n   b&nbsp;c &amp; d&#x20AC;", "a b\xa0c & d€"),
        ("<head><title>T</title><style>p {}</style></head><script>x()</script><!-- no -->Yes", "Yes"),
        ("<blockquote>One<blockquote>Two</blockquote></blockquote>Three", "> One\n>\n> > Two\n\nThree"),
        ('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">One</blockquote>', "One"),
        ("", ""),
        ("<p", ""),
    ],
)
def test_a_page_is_written_as_text(html, text):
    assert text_of_html(html).replace("> >", "> >") == text


@pytest.mark.parametrize(
    "quote",
    [
        f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{INTRO}<br></div><blockquote class="gmail_quote">{QUOTED}</blockquote></div>',
        f'<div class="gmail_extra"><br><div class="gmail_quote">{INTRO}<br><blockquote>{QUOTED}</blockquote></div></div>',
        f'<div id="ymail_android_signature"></div><div class="yahoo_quoted"><div>{INTRO}</div><div>{QUOTED}</div></div>',
        f'<div><blockquote type="cite"><div>{INTRO}</div><br><div>{QUOTED}</div></blockquote></div>',
        f'<div class="moz-cite-prefix">{INTRO}<br></div><blockquote type="cite" cite="mid:1@example.com">{QUOTED}</blockquote>',
        f'<hr><div id="divRplyFwdMsg"><font><b>From:</b> Alice<br><b>Sent:</b> Sunday<br><b>To:</b> Bob<br><b>Subject:</b> Strides</font></div><div>{QUOTED}</div>',
        f'<div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Alice<br><b>Sent:</b> Sunday<br><b>To:</b> Bob<br><b>Subject:</b> Strides</p></div><p>{QUOTED}</p>',
        f'<div name="quote"><div><b>Gesendet:</b> Sonntag<br><b>Von:</b> Alice<br><b>An:</b> Bob<br><b>Betreff:</b> Laufen</div><div name="quoted-content">{QUOTED}</div></div>',
        f'<div class="protonmail_quote">On Sunday, Alice wrote:<br><blockquote>{QUOTED}</blockquote></div>',
        f'<div class="zmail_extra">---- On Sun, 02 Nov 2025 18:00:00 +0100 alice@example.com wrote ----<br>{QUOTED}</div>',
        f'<span id="OLK_SRC_BODY_SECTION"><div><b>From: </b>Alice<br><b>Date: </b>Sunday<br><b>To: </b>Bob<br><b>Subject: </b>x</div>{QUOTED}</span>',
    ],
)
def test_what_mail_programs_quote_in_html_is_known(quote):
    divided = divide(text_of_html(f"<html><body><div>{REPLY}</div><br>{quote}</body></html>"))

    assert divided.words == REPLY
    assert QUOTED in divided.folded


def test_an_answer_within_gmails_quote_is_kept():
    html = f'<div class="gmail_quote"><div>{INTRO}</div><blockquote>Which day?</blockquote><div>Tuesday.</div><blockquote>How many?</blockquote><div>Six.</div></div>'

    assert divide(text_of_html(html)).words == "> Which day?\n\nTuesday.\n\n> How many?\n\nSix."


@pytest.mark.parametrize(
    "html",
    [
        "<div>x" * 150_000,
        "<blockquote>" * 90_000,
        "".join(f"<font color={n}>" for n in range(2_000)) + "<p>x" * 50_000,
        "<" * 900_000,
    ],
)
def test_a_bomb_of_tags_is_read_in_bounded_time(html):
    start = time.process_time()

    text_of_html(html)

    assert time.process_time() - start < 3  # half a second, on a machine that does other work
