"""The lines of each kind of work, their planned and worked hours, and their tasks."""

from dataclasses import dataclass
from typing import Final

from amity.demo.book.people import DISCIPLINES, TABLES
from amity.demo.book.works import FIXED, Quoted, Work
from amity.shared.stories import rows


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a kind of work (`mix`): its share of the planned hours in percent, and the service it is part of."""

    mix: str
    title: str
    discipline: str
    share: int
    service: str


@dataclass(frozen=True, slots=True)
class Share:
    """A task of a discipline's lines, or of one line, with its share of their plan in percent.

    Managing runs through and has none.
    """

    of: str
    title: str
    share: int


MIXES: Final = rows(TABLES / "mixes.csv", Part)
SHARES: Final = rows(TABLES / "steps.csv", Share)


@dataclass(frozen=True, slots=True)
class Step:
    """A task of a line in the order they are done: minutes planned."""

    title: str
    planned: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One line: minutes planned (None: no plan, as in a retainer) and minutes worked in the story."""

    title: str
    discipline: str
    planned: int | None
    worked: int
    steps: tuple[Step, ...] = ()
    service: str = ""

    @property
    def nearly_used_up(self) -> bool:
        """Return whether the line used almost all of its plan, so that the rest won't be needed."""
        return self.planned is not None and self.worked >= self.planned * 0.94

    @property
    def used_up(self) -> bool:
        """Return whether the line used all of its plan."""
        return self.planned is not None and self.worked >= self.planned


def quotes(work: Work) -> list[Quote]:
    """Return the lines of a project, in order of number."""
    if work.lines:
        return [_quoted(line) for line in work.lines]
    parts = [part for part in MIXES if part.mix == work.mix]
    planned = [round((work.planned or 0) * 60 * part.share / 100 / 30) * 30 for part in parts]
    planned[-1] += (work.planned or 0) * 60 - sum(planned)
    worked = _worked(work, planned, [part.discipline for part in parts], [part.share for part in parts])
    found = []
    for part, plan, minutes in zip(parts, planned, worked, strict=True):
        quoted = plan if work.planned and work.model == FIXED else None
        steps = _steps(part.discipline, plan) if quoted else ()
        found.append(Quote(part.title, part.discipline, quoted, minutes, steps, part.service))
    return found


def _quoted(line: Quoted) -> Quote:
    planned = line.planned * 60
    steps = _steps(line.title, planned)
    return Quote(line.title, line.discipline, planned, round(line.worked * 60), steps, line.service)


def _steps(of: str, planned: int) -> tuple[Step, ...]:
    return tuple(Step(one.title, round(planned * one.share / 100 / 60) * 60) for one in SHARES if one.of == of)


def _worked(work: Work, planned: list[int], disciplines: list[str], shares: list[int]) -> list[int]:
    """Return the minutes by line. While a fixed fee runs, early disciplines are ahead and late ones behind."""
    whole = round(work.worked * 60)
    if work.model != FIXED or work.over or not work.planned or work.worked >= work.planned:
        return _rounded([whole * share / 100 for share in shares], whole)
    done = whole / (work.planned * 60)
    raw = [min(plan, plan * done * DISCIPLINES[name].pace) for plan, name in zip(planned, disciplines, strict=True)]
    full = [value >= plan for value, plan in zip(raw, planned, strict=True)]
    rest = whole - sum(value for value, at_end in zip(raw, full, strict=True) if at_end)
    running = sum(value for value, at_end in zip(raw, full, strict=True) if not at_end) or 1
    spread = [value if at_end else value * rest / running for value, at_end in zip(raw, full, strict=True)]
    return _rounded(spread, whole)


def _rounded(values: list[float], whole: int) -> list[int]:
    """Round values to quarters of an hour that add up to the whole."""
    found = [round(value / 15) * 15 for value in values]
    found[max(range(len(found)), key=lambda place: found[place])] += whole - sum(found)
    return found
