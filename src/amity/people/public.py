"""Mark the few views that need no sign-in."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Let anybody open this view. Everything without the mark asks for a sign-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Return whether a view carries the mark."""
    return bool(getattr(view, "is_public", False))
