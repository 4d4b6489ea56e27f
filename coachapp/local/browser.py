"""The Chromium of the browser tests: the machine's, or on a machine with apt, as root, a freshly installed one."""

import os
import shutil
import subprocess
from collections.abc import Mapping

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """CHROMIUM decides when it is set, even to nothing usable."""
    given = environment.get("CHROMIUM")
    for name in (given,) if given else NAMES:
        found = shutil.which(name)
        if found:
            return found
    return None


def chromium_for_tests(environment: Mapping[str, str]) -> str | None:
    """None when there is none and none may be installed."""
    found = find_chromium(environment)
    if found or not _may_install(environment):
        return found
    print(
        "Chromium for the browser tests is missing; installing it with apt-get (NO_BROWSER_INSTALL=1 prevents that) …"
    )
    apt = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update", "-q"), INSTALL):
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=apt)
        if done.returncode:
            print(f"{' '.join(command)} failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
            break
    return find_chromium(environment)


def _may_install(environment: Mapping[str, str]) -> bool:
    is_wanted = not environment.get("NO_BROWSER_INSTALL") and not environment.get("CHROMIUM")
    return is_wanted and os.geteuid() == 0 and shutil.which("apt-get") is not None
