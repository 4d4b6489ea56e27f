"""Whom a line of a file is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from athletes.imports.cells import Problem
from athletes.imports.columns import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An athlete as the roster has them; `email` is that of the account, empty without one."""

    id: UUID
    name: str
    email: str
    week_start: str


class Roster:
    def __init__(self, members: Iterable[Member]) -> None:
        self._by_name: defaultdict[str, list[Member]] = defaultdict(list)
        self._by_email: dict[str, Member] = {}
        for member in members:
            self._by_name[folded(member.name)].append(member)
            if member.email:
                self._by_email[member.email.lower()] = member

    def known(self, *, name: str, email: str) -> Member | None:
        """The one of this address, else one of this name: good enough not to add somebody twice."""
        return self._by_email.get(email) or next(iter(self._by_name.get(folded(name), [])), None)

    def find(self, *, name: str, email: str) -> Member:
        """Exactly the one meant. Raises Problem."""
        if email and email in self._by_email:
            return self._by_email[email]
        called = self._by_name.get(folded(name), []) if name else []
        if not called:
            raise Problem(f"Nobody on your roster is {name or email}. Import the athletes first, or correct the name.")
        if len(called) > 1:
            raise Problem(
                f"{len(called)} athletes on your roster are called {name}. Give the e-mail of the account too."
            )
        return called[0]
