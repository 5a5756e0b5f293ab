"""The values of the page before a call, in the reader's words: the same for the page, the email and REST."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose placeholders hold names and what people wrote."""

    pattern: str
    names: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.pattern % self.names

    @property
    def html(self) -> SafeString:
        """Return the sentence for a page, with what people wrote marked as verbatim."""
        braced = self.pattern.replace("{", "{{").replace("}", "}}") % {name: f"{{{name}}}" for name in self.names}
        spans = {name: format_html("<span data-verbatim>{}</span>", value) for name, value in self.names.items()}
        return format_html(braced, **spans) if spans else format_html("{}", self.pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something to settle: what it is, the evidence, and what we want from them. `lead` says whose and what kind."""

    id: int
    kind: str
    what: str
    lead: Sentence
    want: str
    address: str
    who: str = ""
    evidence: Sequence[str] = ()
    due: date | None = None
    days_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A contact on the call. `manner` is how to work with them; standing and evidence are for full access only."""

    id: int
    name: str
    role: str
    address: str
    standing: str
    standing_shape: str
    evidence: str
    last_talk_on: date | None
    quiet_days: int | None
    is_quiet: bool
    talked: str
    push: str
    is_spent: bool
    manner: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise of either side, with its due date and state."""

    what: str
    owner: str
    side: str
    to: str
    due: date | None
    state: str
    shape: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something not to say. `quote` are their own words. `why` is the reason or how we know."""

    what: str
    quote: str
    who: str
    evidence: Sequence[str]
    why: Sentence
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The last talk with them: when, what they said in their words, and what was decided."""

    title: str
    on: date
    minutes: int | None
    channel: str
    quote: str
    who: str
    decisions: Sequence[str]
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Something we wait for from the client."""

    what: str
    who: str
    due: date | None
    days_late: int
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page: a finding and what is behind it, both sides, and what is open around the call."""

    finding: Sentence
    behind: Sentence | None
    guests: Sequence[Guest]
    matters: Sequence[Matter]
    more_matters: int
    promises: Sequence[Promise]
    more_promises: int
    cautions: Sequence[Caution]
    talk: Talk | None
    awaited: Sequence[Awaited]
    more_awaited: int
