import pytest

from questions.markdown import to_html


def test_headings_begin_below_the_page_s_own():
    assert to_html("# One\n\n## Two") == "<h2>One</h2>\n<h3>Two</h3>\n"


def test_words_are_marked_and_linked():
    html = to_html("**Third** less, see [why](https://example.org).")

    assert html == (
        '<p><strong>Third</strong> less, see <a href="https://example.org" rel="nofollow noopener">why</a>.</p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="https://spy.example/x.png">',
        "![spy](https://spy.example/x.png)",
        "[press](javascript:alert(1))",
        '<a href="#" onclick="alert(1)">x</a>',
    ],
)
def test_nothing_that_runs_or_fetches_survives(text):
    html = to_html(text)

    assert not any(sign in html for sign in ("<script", "<img", "<a href", 'href="javascript'))
