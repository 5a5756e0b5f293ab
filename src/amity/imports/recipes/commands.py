"""Save, rename and delete saved mappings."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.imports import queries
from amity.imports.models import Recipe
from amity.imports.recipes.queries import recipe_seen_by
from amity.imports.recipes.rules import KEPT_ANSWERS, in_order
from amity.imports.source_file.look import look
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

LONGEST: Final = 80


@command
def keep_recipe(*, by: Actor, batch_id: int, name: str, now: datetime) -> Recipe:
    """Save a column mapping. Refused if date, time or person has no column, or the name is taken."""
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
    """Rename a saved mapping. Refused if the name is taken, or someone changed it since `version`."""
    recipe = recipe_seen_by(by, recipe_id, lock=True)
    recipe.expect(version)
    before = recipe.name
    _call(recipe, name)
    changes = {"before": {"name": before}, "after": {"name": recipe.name}}
    trail.record("recipe.renamed", subject=recipe, by=by, at=now, changes=changes)
    return recipe


@command
def delete_recipe(*, by: Actor, recipe_id: int, now: datetime) -> None:
    """Delete a saved mapping. Files read with it and their records stay unchanged."""
    recipe = recipe_seen_by(by, recipe_id, lock=True)
    trail.record("recipe.deleted", subject=recipe, by=by, at=now, changes={"name": recipe.name})
    recipe.delete()


def _call(recipe: Recipe, name: str) -> None:
    """Save a mapping under a name. Raises `Invalid` for a name that is missing, too long or taken."""
    recipe.name = " ".join(name.split())
    if not recipe.name or len(recipe.name) > LONGEST:
        raise Invalid(_("Enter a name of at most %(most)s characters.") % {"most": LONGEST}, "name")
    try:
        with transaction.atomic():
            recipe.save()
    except IntegrityError:
        raise Invalid(_("A saved mapping “%(name)s” already exists.") % {"name": recipe.name}, "name") from None
