"""`python3 -m coachapp.local setup|run|test|test-slow`: what the Makefile calls.

This file is read by whatever `python3` is, so it keeps to old syntax until the version is known to be new enough.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
COMMANDS = ("setup", "run", "test", "test-slow")


def main() -> int:
    if sys.version_info < OLDEST:
        return use_newer_python()
    command = sys.argv[1] if sys.argv[1:] else ""
    if command not in COMMANDS:
        sys.stderr.write(f"usage: python3 -m coachapp.local {'|'.join(COMMANDS)}\n")
        return 2
    from coachapp.local.commands import obey  # noqa: PLC0415 -- needs the version checked above

    return obey(command, sys.argv[2:])


def use_newer_python() -> int:
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, "-m", "coachapp.local"] + sys.argv[1:])  # noqa: RUF005, S606
    sys.stderr.write(
        f"This needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "Install one, with its venv module, and start again with it: python3.11 -m coachapp.local run\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
