#!/usr/bin/env python3
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

# The engine's commands open no database, send nothing and keep no secret: they answer where nothing is set up yet.
ENGINE_COMMANDS = {"plan", "calculate"}
NOTHING_SET_UP = {
    "SECRET_KEY": "unused",
    "ALLOWED_HOSTS": "",
    "SITE_URL": "http://localhost",
    "DATABASE_URL": "postgres://localhost/unused",
    "REDIS_URL": "redis://localhost/0",
    "EMAIL_URL": "dummymail://",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachapp.settings")
    if len(sys.argv) > 1 and sys.argv[1] in ENGINE_COMMANDS:
        for name, value in NOTHING_SET_UP.items():
            os.environ.setdefault(name, value)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
