"""Whether our own receiver vouches for the domain of the From address (RFC 8601).

Anybody can write `Authentication-Results` into a mail. Ours stands above all that came with it, since a receiver adds its
headers on top; so only the headers at the top that bear our receiver's name count, up to the first that does not: what a sender
forged stands below, behind another's or behind none of ours. A receiver must also take away those that bear its own name and
came from outside (RFC 8601, 5); where it does not, a forged one would stand right below the true one and be read as one more
of ours. Therefore only the first header counts. It says all that our receiver knows.
"""

import re
from collections.abc import Collection, Iterator
from email.message import Message
from typing import Final, NamedTuple

from questions.inbound.letter import Mailbox

MOST_CHARS: Final = 5_000
TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s;=()"]+|[;=]')
ONE_FROM: Final = re.compile(
    r'\s*(?P<name>"(?:[^"\\]|\\.)*"|[^"<>@:;,()]*)\s*<(?P<inner>[^<>\s]+)>\s*|\s*(?P<bare>[^<>\s"]+)\s*'
)
PLAIN_ADDRESS: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)
# Who names the domain that a method has checked.
CHECKED: Final = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


class Result(NamedTuple):
    method: str
    verdict: str
    properties: dict[str, str]


def is_vouched(headers: Message, sender: Mailbox, vouchers: Collection[str]) -> bool:
    domain = _only_domain(headers, sender)
    first = str(headers.get("Authentication-Results", ""))
    if not domain or not first:
        return False
    server, results = read_results(first)
    return server in {voucher.lower() for voucher in vouchers} and any(_vouches(result, domain) for result in results)


def read_results(value: str) -> tuple[str, list[Result]]:
    """The server's name in lower case, and each method's result."""
    if len(value) > MOST_CHARS:
        return "", []
    tokens = TOKEN.findall(_without_comments(value))
    statements = list(_split(tokens))
    server = _plain(statements[0][0]).lower() if statements and statements[0] else ""
    return server, [result for statement in statements[1:] if (result := _result(statement))]


def _only_domain(headers: Message, sender: Mailbox) -> str:
    """Of the one address in the one From header; empty where anything about it is odd."""
    all_from = headers.get_all("From", [])
    if len(all_from) != 1:
        return ""
    found = ONE_FROM.fullmatch(str(all_from[0]))
    address = PLAIN_ADDRESS.fullmatch((found["inner"] or found["bare"]) if found else "")
    if not address or address[0].lower() != sender.address or "@" in sender.name.replace(sender.address, ""):
        return ""
    return address["domain"].lower()


def _vouches(result: Result, domain: str) -> bool:
    if result.verdict != "pass" or result.method not in CHECKED:
        return False
    said = [result.properties[name] for name in CHECKED[result.method] if name in result.properties]
    return bool(said) and all(value.rpartition("@")[2].lower().rstrip(".") == domain for value in said)


def _result(tokens: list[str]) -> Result | None:
    """`method[/version]=result [reason="..."] ptype.property=value ...`."""
    pairs = [
        (tokens[at - 1].lower(), _plain(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token == "=" and 0 < at < len(tokens) - 1  # noqa: S105 - a sign
    ]
    if not pairs:
        return None
    method, verdict = pairs[0]
    return Result(method.partition("/")[0], verdict.lower(), dict(pairs[1:]))


def _split(tokens: list[str]) -> Iterator[list[str]]:
    statement: list[str] = []
    for token in [*tokens, ";"]:
        if token == ";":  # noqa: S105 - a sign
            yield statement
            statement = []
        else:
            statement.append(token)


def _plain(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith('"') else token


def _without_comments(value: str) -> str:
    """Comments nest, and may hold what looks like a result; within quotes a parenthesis is none."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in value:
        if escaped or letter == "\\":
            escaped = not escaped
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            continue
        if not depth:
            kept.append(letter)
    return "".join(kept)
