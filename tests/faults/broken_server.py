"""A mail server on loopback that misbehaves when it is told to, and remembers whose mail it took under which id."""

# ruff: noqa: ARG002, N802 -- names and arguments are aiosmtpd's

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.mail_sink import free_port

PAUSE_S = 0.5
PACE_S = 0.03  # or all mail would have left before the first fault


class BrokenServer:
    """`taken`: address and Message-ID of each message, in order."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.port = 0
        self.cut_after = 0
        self._mood = ""
        self._times = 0

    def misbehave(self, mood: str, *, times: int) -> None:
        """The next so many messages: "later", "slow", "cut before" they are taken, or "cut after"."""
        self._mood, self._times = mood, times

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mood = self._next_mood()
        if mood == "later":
            return "451 4.3.0 later"
        if mood == "cut before":
            return self._cut(server)
        await asyncio.sleep(PAUSE_S if mood == "slow" else PACE_S)
        if server.transport is None or server.transport.is_closing():
            return "421 whoever sent it is gone"
        message = message_from_bytes(envelope.original_content or b"")
        self.taken.append((str(message["To"]), str(message["Message-ID"])))
        if mood == "cut after":
            self.cut_after += 1
            return self._cut(server)
        return "250 OK"

    def _next_mood(self) -> str:
        if not self._times:
            return ""
        self._times -= 1
        return self._mood

    @staticmethod
    def _cut(server: SMTP) -> str:
        server.transport.abort()
        return "421 gone"


@contextmanager
def running_broken_server() -> Iterator[BrokenServer]:
    server = BrokenServer()
    server.port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
