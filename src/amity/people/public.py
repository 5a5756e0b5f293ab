"""Mark the few views that need no sign-in."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark a view as open without sign-in. Every other view requires it."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Return whether a view is marked as public."""
    return bool(getattr(view, "is_public", False))
