"""The report: findings and missing facts in words, for the page and the document."""

from dataclasses import dataclass

from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class Link:
    """A link and its text. Without a URL, only the text is shown."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a comparison: its share and the tick in percent of the longest. `kind` is the bar's colour."""

    label: str
    shown: str
    share: float
    target: float
    kind: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line or work item that may be finished. `state` is open, finished or not_yet. `may`: the reader can mark it."""

    kind: str
    id: int
    project_id: int
    name: str
    note: str
    state: str = "open"
    may: bool = True

    @property
    def done(self) -> bool:
        """Return whether it is ticked."""
        return self.state == "finished"


@dataclass(frozen=True, slots=True)
class WordedFinding:
    """A finding as text. `short` is its headline. `hidden`: there is an amount, but the reader has no right to it."""

    kind: str
    title: str
    short: str
    detail: str = ""
    sums: str = ""
    notes: tuple[str, ...] = ()
    ways: tuple[Link, ...] = ()
    amount: Money | None = None
    seconds: int = 0
    amount_note: str = ""
    hidden: bool = False
    bars: tuple[Bar, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A finding that can't be shown yet, and the one fact it needs."""

    kind: str
    title: str
    text: str
    state: str = "ask"
    way: Link | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page "What we found"."""

    title: str
    sub: str
    heading: str
    findings: tuple[WordedFinding, ...]
    more: int
    missing: tuple[MissingFact, ...]
    basis: tuple[tuple[str, str], ...]
    imprint: str = ""
    agency: str = ""
