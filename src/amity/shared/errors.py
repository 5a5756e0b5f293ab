"""Refusals of commands. Each has a sentence to show to the person."""

from dataclasses import dataclass


class Refusal(Exception):
    """Base of every refusal: the action did not happen, and nothing was written."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Link:
    """The page that a refusal is about, as a link with its label."""

    address: str
    label: str


class Refused(Refusal):
    """The actor has no permission, or a rule forbids the action (HTTP 403). `link` is the page that it is about."""

    def __init__(self, sentence: str, link: Link | None = None) -> None:
        super().__init__(sentence)
        self.link = link


class Invalid(Refusal):
    """A value can't be accepted. `field` names the input, or "" for the whole form (HTTP 422)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotSeen(Refusal):
    """The object does not exist for this actor (HTTP 404). The answer reveals nothing else."""


class Stale(Refusal):
    """Someone changed the object since this version was read (HTTP 409). `current` is its current state."""

    def __init__(self, sentence: str, current: object) -> None:
        super().__init__(sentence)
        self.current = current


class Unavailable(Refusal):
    """The database can't accept a write now. The same request may work in a moment (HTTP 503)."""
