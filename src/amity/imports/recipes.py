"""Recipes: how files of one layout are read, kept under a name for everybody who brings files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.imports import policy, queries
from amity.imports.models import Recipe
from amity.imports.rules.recipes import KEPT_ANSWERS, in_order, missing
from amity.imports.staging.looking import look
from amity.imports.staging.options import Options
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.lookup import seen_or_missing

LONGEST: Final = 80


def recipes_seen_by(by: Actor) -> QuerySet[Recipe]:
    """Every recipe of the agency by name, for who may import."""
    policy.may_import(person_of(by)).or_refuse()
    return Recipe.objects.select_related("person").order_by("name", "pk")


def recipe_seen_by(by: Actor, recipe_id: int, *, lock: bool = False) -> Recipe:
    """One recipe, or `NotSeen`."""
    return seen_or_missing(recipes_seen_by(by), recipe_id, _("This saved mapping no longer exists."), lock=lock)


def recipe_named(by: Actor, name: str) -> Recipe:
    """The recipe of a name, without case. Raises `Invalid` with the names there are."""
    found = recipes_seen_by(by)
    recipe = found.filter(name__iexact=name.strip()).first()
    if recipe is None:
        there = ", ".join(found.values_list("name", flat=True)[:20]) or _("none yet")
        raise Invalid(_("Saved mapping “%(name)s” not found. Available: %(there)s.") % {"name": name, "there": there})
    return recipe


def fitting(by: Actor, headers: Iterable[str]) -> list[Recipe]:
    """Recipes all of whose columns a file has, those that use most of them first."""
    names = list(headers)
    fit = [recipe for recipe in recipes_seen_by(by) if not missing(recipe.columns, names)]
    return sorted(fit, key=lambda recipe: -len(recipe.columns))


def with_recipe(recipe: Recipe, options: Options) -> Options:
    """A file's options with a recipe's answers in place of those it speaks of."""
    return options.changed(**_answers(recipe))


def _answers(recipe: Recipe) -> dict[str, Any]:
    return {**recipe.answers, "columns": in_order(recipe.columns), "recipe": recipe.name}


def answers_for(*, by: Actor, batch_id: int, recipe_id: int) -> dict[str, Any]:
    """What a recipe answers for a file. Refused, with the columns it lacks, where the file does not fit any more."""
    recipe = recipe_seen_by(by, recipe_id)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool != "csv":
        raise Refused(_("Saved mappings are for files of any layout. This file has a known format."))
    if lacking := missing(recipe.columns, look(batch).headers):
        words = {"name": recipe.name, "columns": ", ".join(f"“{header}”" for header in lacking)}
        raise Refused(_("“%(name)s” does not fit: the file has no column %(columns)s.") % words)
    return _answers(recipe)


@command
def keep_recipe(*, by: Actor, batch_id: int, name: str, now: datetime) -> Recipe:
    """Keep how a file of any layout is read. Refused while day, time or person is open, or the name is taken."""
    batch = queries.batch_seen_by(by, batch_id)
    seen = look(batch)
    columns = {slot: seen.headers[place] for slot, place in seen.places.items()}
    complete = {"date", "hours"} <= columns.keys()
    if batch.tool != "csv" or not complete:
        raise Refused(_("You can save a mapping for a file of any layout once its date and time columns are set."))
    answers = {one: batch.options[one] for one in KEPT_ANSWERS if batch.options.get(one)}
    recipe = Recipe(columns=in_order(columns), answers=answers, person=person_of(by), kept_at=now)
    _call(recipe, name)
    trail.record("recipe.kept", subject=recipe, by=by, at=now, changes={"name": recipe.name, "columns": columns})
    return recipe


@command
def rename_recipe(*, by: Actor, recipe_id: int, version: int, name: str, now: datetime) -> Recipe:
    """Call a recipe otherwise. Refused where the name is taken, or somebody changed it since `version`."""
    recipe = recipe_seen_by(by, recipe_id, lock=True)
    recipe.expect(version)
    before = recipe.name
    _call(recipe, name)
    changes = {"before": {"name": before}, "after": {"name": recipe.name}}
    trail.record("recipe.renamed", subject=recipe, by=by, at=now, changes=changes)
    return recipe


@command
def delete_recipe(*, by: Actor, recipe_id: int, now: datetime) -> None:
    """Forget a recipe. Files that were read with it stay as they are, and so does what they brought."""
    recipe = recipe_seen_by(by, recipe_id, lock=True)
    trail.record("recipe.deleted", subject=recipe, by=by, at=now, changes={"name": recipe.name})
    recipe.delete()


def _call(recipe: Recipe, name: str) -> None:
    """Save a recipe under a name. Raises `Invalid` for none, one too long, or one that is taken."""
    recipe.name = " ".join(name.split())
    if not recipe.name or len(recipe.name) > LONGEST:
        raise Invalid(_("Enter a name of at most %(most)s characters.") % {"most": LONGEST}, "name")
    try:
        with transaction.atomic():
            recipe.save()
    except IntegrityError:
        raise Invalid(_("A saved mapping “%(name)s” already exists.") % {"name": recipe.name}, "name") from None
