"""Mark the few views that need no sign-in, or no second factor."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark a view as open without sign-in. Every other view requires it."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def before_second_factor(view: View) -> View:
    """Mark a view as open to people who still have to set up a second factor. Every other one sends them there."""
    view.is_before_second_factor = True  # type: ignore[attr-defined]
    return view


def is_before_second_factor(view: Callable[..., Any]) -> bool:
    """Return whether a view is open before the second factor is set up."""
    return is_public(view) or bool(getattr(view, "is_before_second_factor", False))


def is_public(view: Callable[..., Any]) -> bool:
    """Return whether a view is marked as public."""
    return bool(getattr(view, "is_public", False))
