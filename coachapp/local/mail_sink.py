"""`python -m coachapp.local.mail_sink FD FOLDER`: an SMTP server that keeps each message as a file and sends none on."""

import asyncio
import itertools
import os
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MESSAGE_BYTES = 5_000_000


class Keeper:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 -- aiosmtpd's name
        name = self._keep(envelope.original_content or b"")
        print(f"kept {name} for {', '.join(envelope.rcpt_tos)}", flush=True)
        return "250 Kept"

    def _keep(self, content: bytes) -> str:
        """Names sort in the order of arrival; a reader never meets half a message."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        path = self._folder / f"{stamp}-{next(self._numbers):04}.eml"
        fresh = path.with_suffix(".new")
        fresh.write_bytes(content)
        fresh.chmod(0o600)
        fresh.rename(path)
        return path.name


async def serve(listening: socket.socket, folder: Path) -> None:
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = await loop.create_server(
        lambda: SMTP(
            keeper, data_size_limit=LARGEST_MESSAGE_BYTES, ident="club", hostname="localhost", enable_SMTPUTF8=True
        ),
        sock=listening,
    )
    print(f"keeping mail in {folder}", flush=True)
    async with server:
        await stop.wait()


def main() -> None:
    descriptor, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)
    asyncio.run(serve(socket.socket(fileno=descriptor), folder))


if __name__ == "__main__":
    main()
