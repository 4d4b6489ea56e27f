"""A real SMTP server on loopback that keeps what it takes, and refuses whom it is told to refuse."""

# ruff: noqa: ARG002, N802 -- names and arguments are aiosmtpd's

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """`refusals`: the answer an address gets instead of "250 OK"; over those in `cuts` the connection breaks."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}
        self.cuts: set[str] = set()
        self.connections = 0
        self.port = 0
        self._is_open = threading.Event()
        self._is_open.set()
        self._holds = threading.Event()

    def hold(self) -> None:
        """From now on messages are read and not answered, until `let_go`."""
        self._is_open.clear()

    def is_holding(self) -> bool:
        return self._holds.is_set()

    def let_go(self) -> None:
        self._is_open.set()

    def tell(self) -> list[tuple[str, str]]:
        return [(str(mail["To"]), str(mail["Subject"])) for mail in self.taken]

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, name: str, answers: list[str]):
        self.connections += 1
        session.host_name = name
        return answers

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        if address in self.cuts:
            server.transport.abort()
            return "421 bye"
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self._holds.set()
        await asyncio.get_running_loop().run_in_executor(None, self._is_open.wait)
        self.taken.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        return "250 OK"


@contextmanager
def running_sink() -> Iterator[Sink]:
    sink = Sink()
    sink.port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
