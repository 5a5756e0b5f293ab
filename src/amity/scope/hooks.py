"""Hooks for parts above."""

from collections.abc import Callable
from typing import Final

from django.db.models import Q

from amity.people.models import Person

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Conditions on requests that a person sees besides those of their accounts and projects, as from notes they wrote."""
