import pytest

from questions.video import NoteUnreadable, frame, host, moment, player_hosts, read_notes, timed_notes, write_notes

NOTES = [{"at_s": 20, "text": "why stopping costs"}, {"at_s": 75, "text": "how much"}, {"at_s": 3700, "text": "end"}]


def test_notes_are_read_in_order_of_time():
    assert read_notes("1:15 how much\n\n 0:20  why stopping costs\n1:01:40 end") == NOTES


def test_notes_are_written_as_they_are_read():
    assert write_notes(NOTES) == "0:20 why stopping costs\n1:15 how much\n1:01:40 end"
    assert read_notes(write_notes(NOTES)) == NOTES


def test_long_minutes_are_minutes():
    assert read_notes("75:00 late") == [{"at_s": 4500, "text": "late"}]


@pytest.mark.parametrize("line", ["how much", "1:75 x", "1:15", "1:99:00 x", ":15 x", "0:20why"])
def test_a_line_without_a_moment_is_named(line):
    with pytest.raises(NoteUnreadable) as refused:
        read_notes(f"0:20 fine\n{line}")
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("url", "at_moment"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=75s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=75s"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=75"),
        ("", ""),
    ],
)
def test_a_moment_is_said_in_the_host_s_way(url, at_moment):
    assert moment(url, at_s=75) == at_moment
    assert timed_notes(NOTES, url=url)[1][:3] == ("1:15", "how much", at_moment)


def test_the_host_is_named_without_www():
    assert host("https://www.youtube.com/watch?v=abc") == "youtube.com"


NOCOOKIE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=75&rel=0"


@pytest.mark.parametrize(
    ("url", "plays"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x", NOCOOKIE),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", NOCOOKIE),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", NOCOOKIE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", NOCOOKIE),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1#t=75s"),
        (
            "https://vimeo.com/76979871/ab12cd34",
            "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=ab12cd34#t=75s",
        ),
        (
            "https://player.vimeo.com/video/76979871?h=ab12cd34",
            "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=ab12cd34#t=75s",
        ),
        ("https://www.youtube.com/@channel", ""),
        ("https://www.youtube.com/watch?v=dQw4w9WgXc%22%3E", ""),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", ""),
        ("https://evil.example/?https://youtu.be/dQw4w9WgXcQ", ""),
        ("https://video.example/1", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_a_known_video_of_an_allowed_host_plays_inside_the_page(url, plays):
    assert frame(url, at_s=75) == plays


def test_an_operator_may_allow_fewer_hosts(settings):
    settings.VIDEO_HOSTS = ["vimeo.com"]

    assert frame("https://youtu.be/dQw4w9WgXcQ") == ""
    assert player_hosts() == ["https://player.vimeo.com"]
