"""uv does not read pip's configuration; this says the same in uv's words, where uv has not been told otherwise."""

import ast
import subprocess
from collections.abc import Mapping
from pathlib import Path

SAME_AS = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "no-index": ("UV_NO_INDEX", " "),
}


def uv_environment(given: Mapping[str, str], python: Path) -> dict[str, str]:
    """What to add to the environment. Whoever set one of uv's own variables knows better."""
    listed = subprocess.run(
        [python, "-m", "pip", "config", "list"], capture_output=True, text=True, errors="replace", check=False
    ).stdout
    added = {name: value for name, value in translated(listed).items() if name not in given}
    # With every hash locked, taking the version from whichever index has it is safe, and is what pip does.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **added} if "UV_INDEX_STRATEGY" not in given else added


def translated(listed: str) -> dict[str, str]:
    """`pip config list` in uv's variables. Settings of the command and of the environment win, as in pip."""
    found: dict[str, str] = {}
    for line in sorted(filter(None, listed.splitlines()), key=_rank):
        name, _, quoted = line.partition("=")
        section, _, option = name.rpartition(".")
        if option in SAME_AS and section in {"global", "install", ":env:"}:
            variable, separator = SAME_AS[option]
            found[variable] = separator.join(str(ast.literal_eval(quoted)).split())
    return found


def _rank(line: str) -> int:
    return ["global", "instal", ":env:."].index(line[:6]) if line[:6] in {"global", "instal", ":env:."} else 0
