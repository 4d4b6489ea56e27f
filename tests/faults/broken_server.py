"""A mail server on loopback that misbehaves when it is told to, and remembers whose mail it took under which id.

It is a process of its own (`python -m tests.faults.broken_server PORT`): as a thread of the tests it would answer late,
and a worker that waits for its answer is one that may be killed in between. Moods come in by its standard input, a line
each; what it took goes out, a line each, before the worker has its answer.
"""

# ruff: noqa: ARG002, N802 -- names and arguments are aiosmtpd's

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser

from aiosmtpd.smtp import SMTP, Envelope, Session

from coachapp.local.places import PYTHON, ROOT
from tests.mail_sink import free_port

PAUSE_S = 0.5
# Before each mail, or all would have left before the first fault. Not while one is in hand: nothing that a worker does
# could keep a mail from coming twice when the worker dies after its last line and before the answer.
PACE_S = 0.03
PATIENCE_S = 10
READY = "ready"


class Moods:
    """Runs in the server's process."""

    def __init__(self) -> None:
        self._mood = ""
        self._times = 0

    def listen(self) -> None:
        for line in sys.stdin:
            self._mood, self._times = json.loads(line)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(PACE_S)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mood = self._next_mood()
        if mood == "later":
            return "451 4.3.0 later"
        if mood == "cut before":
            return self._cut(server)
        if mood == "slow":
            await asyncio.sleep(PAUSE_S)
        if server.transport is None or server.transport.is_closing():
            return "421 whoever sent it is gone"
        headers = BytesHeaderParser().parsebytes(envelope.original_content or b"")
        print(json.dumps([headers["To"], headers["Message-ID"], mood]), flush=True)  # noqa: T201 -- the test reads it
        return self._cut(server) if mood == "cut after" else "250 OK"

    def _next_mood(self) -> str:
        if not self._times:
            return ""
        self._times -= 1
        return self._mood

    @staticmethod
    def _cut(server: SMTP) -> str:
        server.transport.abort()
        return "421 gone"


class BrokenServer:
    """The test's side. `taken`: address and Message-ID of each message, in order."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.taken: list[tuple[str, str]] = []
        self.port = port
        self.cut_after = 0
        self._process = process
        self._is_ready = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def misbehave(self, mood: str, *, times: int) -> None:
        """The next so many messages: "later", "slow", "cut before" they are taken, or "cut after"."""
        assert self._process.stdin is not None
        print(json.dumps([mood, times]), file=self._process.stdin, flush=True)

    def wait(self) -> None:
        assert self._is_ready.wait(PATIENCE_S), "the mail server does not begin"

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == READY:
                self._is_ready.set()
                continue
            address, message_id, mood = json.loads(line)
            self.taken.append((address, message_id))
            self.cut_after += mood == "cut after"


@contextmanager
def running_broken_server() -> Iterator[BrokenServer]:
    port = free_port()
    command = [str(PYTHON), "-m", "tests.faults.broken_server", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server = BrokenServer(process, port)
        try:
            server.wait()
            yield server
        finally:
            process.kill()


async def serve(port: int) -> None:
    moods = Moods()
    threading.Thread(target=moods.listen, daemon=True).start()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(moods, hostname="broken"), "127.0.0.1", port)
    print(READY, flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
