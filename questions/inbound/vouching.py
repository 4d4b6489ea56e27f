"""Whether our own receiver vouches for the domain of the From address (RFC 8601).

Anybody can write `Authentication-Results` into a mail, with our receiver's name too. A receiver puts its own on top of what came,
and has to take away what bears its name and is not its own (RFC 8601, 5). So of all these headers only the first counts, and
only where it bears the name of a receiver that we know. One that is forged stands below the true one, where nobody looks; and
a receiver that says nothing about some mails, nor takes the forged ones away, must not be named among the vouchers.

Much of what a receiver writes there was the sender's to choose: a local part may be `victim.example=x` or
`"victim.example"`, and hold blanks, brackets and equal signs. So a value goes on to the next blank, only what follows its last
at sign counts, all values of one name have to agree, and a header whose quotes or comments do not close is worth nothing.
"""

import re
import unicodedata
from collections.abc import Collection
from email.message import Message
from typing import Final, NamedTuple

from questions.inbound.letter import Mailbox

MOST_CHARS: Final = 5_000
QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
PIECE: Final = re.compile(rf'{QUOTED}|[()]|\\.|[^"()\\]+|.', re.DOTALL)
STATEMENT: Final = re.compile(rf'(?:{QUOTED}|[^";])+')
PAIR: Final = re.compile(
    rf'([A-Za-z][\w.-]{{0,40}})\s{{0,5}}(?:/\s{{0,5}}\d{{1,5}}\s{{0,5}})?=\s{{0,5}}((?:{QUOTED}|[^\s"])+)'
)
ONE_FROM: Final = re.compile(rf'(?:{QUOTED} ?|[^"<>@:;,()]*)<(?P<inner>[^<> ]+)>|(?P<bare>[^<> "]+)')
PLAIN_ADDRESS: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)
# Which property names the domain that a method has checked; the first that is there.
CHECKED: Final = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


class Result(NamedTuple):
    method: str
    verdict: str
    properties: tuple[tuple[str, str], ...]


def is_vouched(headers: Message, sender: Mailbox, vouchers: Collection[str]) -> bool:
    domain = _only_domain(headers, sender)
    server, results = read_results(str(headers.get("Authentication-Results", "")))
    if not domain or server not in {voucher.lower() for voucher in vouchers}:
        return False
    fails = any(result.method == "dmarc" and result.verdict == "fail" for result in results)
    return not fails and any(_passes(result, domain) for result in results)


def read_results(value: str) -> tuple[str, list[Result]]:
    """The receiver's name in lower case, and what each method found; nothing of a header that is not whole."""
    plain = _without_comments(value) if len(value) <= MOST_CHARS else ""
    statements = STATEMENT.findall(plain)
    server = statements[0].split() if statements else []
    found = (_result(statement) for statement in statements[1:])
    return (server[0].strip('"').lower(), [result for result in found if result]) if server else ("", [])


def _only_domain(headers: Message, sender: Mailbox) -> str:
    """Of the one address in the one From header; empty where anything about it is odd, as a name that holds another address."""
    senders = headers.get_all("From", [])
    found = ONE_FROM.fullmatch(" ".join(str(senders[0]).split())) if len(senders) == 1 else None
    address = PLAIN_ADDRESS.fullmatch(found["inner"] or found["bare"]) if found else None
    if not address or address[0].lower() != sender.address:
        return ""
    name = unicodedata.normalize("NFKC", sender.name).lower().replace(sender.address, "")
    return "" if "@" in name else address["domain"].lower()


def _passes(result: Result, domain: str) -> bool:
    for name in CHECKED.get(result.method, ()) if result.verdict == "pass" else ():
        said = {
            value.rpartition("@")[2].lower().rstrip(".") for property_, value in result.properties if property_ == name
        }
        if said:
            return said == {domain}
    return False


def _result(statement: str) -> Result | None:
    """`method[/version]=verdict [reason=...] property=value ...`."""
    pairs = [(name.lower(), _unquoted(value)) for name, value in PAIR.findall(statement)]
    return Result(pairs[0][0], pairs[0][1].lower(), tuple(pairs[1:])) if pairs else None


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if re.fullmatch(QUOTED, value) else value


def _without_comments(value: str) -> str:
    """They nest, and may hold what looks like a result. Empty where one does not close, or a quote."""
    kept: list[str] = []
    depth = 0
    for piece in PIECE.findall(value):
        if piece == '"' and not depth:
            return ""
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            return ""
        if not depth and piece != ")":
            kept.append(piece)
    return "".join(kept) if not depth else ""
