import io

from coachapp.local.terminal import Terminal


def test_lines_stand_under_each_other_whoever_says_them() -> None:
    out = io.StringIO()
    terminal = Terminal(out)

    terminal.say("web", "GET /week/ 200")
    terminal.say("postgres", "ready")

    assert out.getvalue() == "web      │ GET /week/ 200\npostgres │ ready\n"


def test_only_a_terminal_gets_colours() -> None:
    out = io.StringIO()

    Terminal(out, is_coloured=True).say("web", "ready")

    assert out.getvalue() == "\033[36mweb      │\033[0m ready\n"


def test_a_closed_terminal_does_not_stop_the_work() -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    terminal = Terminal(Closed())

    terminal.say("web", "one")
    terminal.say("web", "two")
