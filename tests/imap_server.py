"""A real IMAP server on loopback, as much of RFC 3501 as a mailbox needs that is looked into: it can be told to misbehave."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

FETCH = re.compile(rb"BODY\.PEEK\[\]<0\.(\d+)>")


class Mailbox:
    """Folders of mails by UID; `cut_at` breaks the connection at a command, `says_no` refuses it."""

    def __init__(self, *mails: bytes, user: str = "ask@club.example", password: str = 'p:"a\\ss') -> None:
        self.folders: dict[str, dict[int, bytes]] = {"INBOX": dict(enumerate(mails, start=1)), "Done": {}}
        self.seen: set[int] = set()
        self.deleted: set[int] = set()
        self.user, self.password = user, password
        self.cut_at = self.says_no = ""
        self.can_move = True
        self.commands: list[str] = []
        self.port = 0
        self.lock = threading.Lock()

    @property
    def inbox(self) -> dict[int, bytes]:
        return self.folders["INBOX"]


class Session(socketserver.StreamRequestHandler):
    server: "Server"

    def handle(self) -> None:
        self.say(b"* OK ready")
        while line := self.rfile.readline().strip():
            tag, _, command = line.partition(b" ")
            name, _, rest = command.partition(b" ")
            verb = name.upper().decode()
            if verb == "UID":
                name, _, rest = rest.partition(b" ")
                verb = f"UID {name.upper().decode()}"
            if not self.answer(tag, verb, rest):
                return

    def answer(self, tag: bytes, verb: str, rest: bytes) -> bool:
        box = self.server.box
        with box.lock:
            box.commands.append(verb)
            if box.cut_at == verb:
                box.cut_at = ""
                return False
            if box.says_no == verb:
                self.say(tag + b" NO not now")
                return True
            told = getattr(self, "do_" + verb.replace(" ", "_").lower(), self.do_unknown)(rest)
            self.say(tag + b" " + told + b" that is all")
            return verb != "LOGOUT"

    def do_capability(self, _: bytes) -> bytes:
        self.say(b"* CAPABILITY IMAP4rev1" + (b" MOVE" if self.server.box.can_move else b""))
        return b"OK"

    def do_login(self, rest: bytes) -> bytes:
        box = self.server.box
        words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:\\.|[^"\\])*)"', rest.decode())]
        return b"OK" if words == [box.user, box.password] else b"NO [AUTHENTICATIONFAILED] wrong"

    def do_select(self, rest: bytes) -> bytes:
        folder = rest.decode().strip('"')
        if folder not in self.server.box.folders:
            return b"NO no such folder"
        self.say(f"* {len(self.server.box.folders[folder])} EXISTS".encode())
        return b"OK [READ-WRITE]"

    def do_uid_search(self, _: bytes) -> bytes:
        box = self.server.box
        self.say(b"* SEARCH " + b" ".join(str(uid).encode() for uid in reversed(box.inbox) if uid not in box.seen))
        return b"OK"

    def do_uid_fetch(self, rest: bytes) -> bytes:
        box = self.server.box
        uid, _, what = rest.partition(b" ")
        mail, found = box.inbox.get(int(uid)), FETCH.search(what)
        if mail is not None and found:
            part = mail[: int(found[1])]
            self.say(b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)" % (uid, len(part), part))
        return b"OK"

    def do_uid_store(self, rest: bytes) -> bytes:
        uid, _, flags = rest.partition(b" ")
        (self.server.box.deleted if b"Deleted" in flags else self.server.box.seen).add(int(uid))
        return b"OK"

    def do_uid_move(self, rest: bytes) -> bytes:
        told = self.do_uid_copy(rest)
        if told == b"OK":
            del self.server.box.inbox[int(rest.partition(b" ")[0])]
        return told

    def do_uid_copy(self, rest: bytes) -> bytes:
        uid, _, folder = rest.partition(b" ")
        name = folder.decode().strip('"')
        if name not in self.server.box.folders:
            return b"NO [TRYCREATE] no such folder"
        self.server.box.folders[name][int(uid)] = self.server.box.inbox[int(uid)]
        return b"OK"

    def do_expunge(self, _: bytes) -> bytes:
        for uid in self.server.box.deleted & set(self.server.box.inbox):
            del self.server.box.inbox[uid]
        return b"OK"

    def do_logout(self, _: bytes) -> bytes:
        self.say(b"* BYE")
        return b"OK"

    def do_unknown(self, _: bytes) -> bytes:
        return b"BAD unknown"

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, box: Mailbox) -> None:
        self.box = box
        super().__init__(("127.0.0.1", 0), Session)


@contextmanager
def running_mailbox(*mails: bytes, **about: str) -> Iterator[Mailbox]:
    box = Mailbox(*mails, **about)
    with Server(box) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
