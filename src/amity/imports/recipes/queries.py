"""Queries for saved mappings, and for the answers each has for a file."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.imports import policy, queries
from amity.imports.models import Recipe
from amity.imports.recipes.rules import in_order, missing
from amity.imports.source_file.look import look
from amity.imports.source_file.options import Options
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing


def recipes_seen_by(by: Actor) -> QuerySet[Recipe]:
    """Return the agency's saved mappings by name, for those who can import."""
    policy.may_import(person_of(by)).or_refuse()
    return Recipe.objects.select_related("person").order_by("name", "pk")


def recipe_seen_by(by: Actor, recipe_id: int, *, lock: bool = False) -> Recipe:
    """Return one saved mapping, or raise `NotSeen`."""
    return seen_or_missing(recipes_seen_by(by), recipe_id, _("This saved mapping no longer exists."), lock=lock)


def recipe_named(by: Actor, name: str) -> Recipe:
    """Return the saved mapping with a name, ignoring case. Raises `Invalid` with the available names."""
    found = recipes_seen_by(by)
    recipe = found.filter(name__iexact=name.strip()).first()
    if recipe is None:
        there = ", ".join(found.values_list("name", flat=True)[:20]) or _("none yet")
        raise Invalid(_("Saved mapping “%(name)s” not found. Available: %(there)s.") % {"name": name, "there": there})
    return recipe


def fitting(by: Actor, headers: Iterable[str]) -> list[Recipe]:
    """Return the saved mappings whose columns are all in a file, those that use most of them first."""
    names = list(headers)
    fit = [recipe for recipe in recipes_seen_by(by) if not missing(recipe.columns, names)]
    return sorted(fit, key=lambda recipe: -len(recipe.columns))


def with_recipe(recipe: Recipe, options: Options) -> Options:
    """Return a file's options with those of a saved mapping in their place."""
    return options.changed(**_answers(recipe))


def _answers(recipe: Recipe) -> dict[str, Any]:
    return {**recipe.answers, "columns": in_order(recipe.columns), "recipe": recipe.name}


def answers_for(*, by: Actor, batch_id: int, recipe_id: int) -> dict[str, Any]:
    """Return a saved mapping's answers for a file. Refused, with the missing columns, if the file no longer fits."""
    recipe = recipe_seen_by(by, recipe_id)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool != "csv":
        raise Refused(_("Saved mappings are for files of any layout. This file has a known format."))
    if lacking := missing(recipe.columns, look(batch).headers):
        words = {"name": recipe.name, "columns": ", ".join(_("“%(text)s”") % {"text": header} for header in lacking)}
        raise Refused(_("“%(name)s” does not fit: the file has no column %(columns)s.") % words)
    return _answers(recipe)
