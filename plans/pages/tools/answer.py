"""What a calculator's page shows. The engine is asked as the command line asks it; its answer is put into words."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from plans.engine.calculators import calculate
from plans.words import tools as words
from plans.words.wording import race_time

DUST: Final = 1e-9  # of binary fractions: it must not move a beat or a tenth


class CannotAnswer(ValueError):
    """The engine refuses what was typed; `path` is the field of its question."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


class Distance(NamedTuple):
    metres: float
    name: str


class Result(NamedTuple):
    distance: Distance
    duration_s: float

    def __str__(self) -> str:
        return f"{self.distance.name} in {race_time(self.duration_s)}"


class Row(NamedTuple):
    name: str
    cells: tuple[str, ...]
    note: str = ""
    is_mine: bool = False


class Table(NamedTuple):
    """The first column names the rows; the others hold figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One number with its unit, what it is and what it means; what to know, what to mind."""

    label: str
    number: str
    unit: str = ""
    says: str
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def ask(calculator: str, **given: Any) -> dict[str, Any]:
    """Raises CannotAnswer with the field that the engine names."""
    answer = calculate({"calculate": calculator, **given})
    if answer["error"] is not None:
        path, _, message = answer["error"]["message"].partition(": ")
        raise CannotAnswer(path, words.sentence(message))
    result: dict[str, Any] = answer["result"]
    return result
