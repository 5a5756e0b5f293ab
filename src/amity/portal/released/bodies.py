"""What parts above show on the page of an email about their subject, below its text. Each registers its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from amity.gate.models import Item


class Load(Protocol):
    """Loads what a template draws of the subject of an item, None for nothing."""

    def __call__(self, item: "Item", *, shows_fees: bool) -> Mapping[str, Any] | None:
        """Return it as it was when the item was released. Without `shows_fees` no amounts are in it."""


@dataclass(frozen=True, slots=True)
class Body:
    """The template that draws a subject, as `shown`, and what loads it."""

    template: str
    load: Load


_bodies: Final[dict[str, Body]] = {}


def register(key: str, body: Body) -> None:
    """Register what is shown of a kind of subject."""
    _bodies[key] = body


def body_of(item: "Item", *, shows_fees: bool) -> tuple[str, Mapping[str, Any]] | None:
    """Return the template and the content of the subject of an item, or None for an email alone."""
    body = _bodies.get(item.subject_kind)
    shown = body.load(item, shows_fees=shows_fees) if body is not None else None
    return None if body is None or shown is None else (body.template, shown)
