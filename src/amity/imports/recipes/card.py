"""Saved mappings on a file's page: the one in use, those that fit, or a form to save its columns as one."""

from dataclasses import dataclass, field

from amity.imports.labels import field as field_name
from amity.imports.models import Batch, Recipe
from amity.imports.recipes import queries as recipe_queries
from amity.imports.recipes.forms import RecipeNameForm
from amity.imports.recipes.rules import in_order
from amity.imports.source_file.look import FileLook
from amity.shared.actor import Actor


@dataclass(frozen=True)
class RecipeCard:
    """`used` is the name of the saved mapping in use, `fitting` those that fit, `form` asks for a name for a new one.

    `form` is None while the columns aren't known.
    """

    used: str = ""
    fitting: list[Recipe] = field(default_factory=list)
    form: RecipeNameForm | None = None


def recipe_card(
    by: Actor, batch: Batch, seen: FileLook | None, form: RecipeNameForm | None = None
) -> RecipeCard | None:
    """Return the card of a file of any layout, with a refused name, or None for every other file."""
    if batch.tool != "csv" or seen is None or not seen.headers:
        return None
    used = str(batch.options.get("recipe", ""))
    if used:
        return RecipeCard(used)
    undecided = batch.state in {"asking", "unreadable", "ready"}
    may_keep = batch.state == "ready"
    return RecipeCard(
        fitting=recipe_queries.fitting(by, seen.headers) if undecided else [],
        form=form or RecipeNameForm() if may_keep else None,
    )


@dataclass(frozen=True)
class KeptRecipe:
    """A saved mapping in the list: the column of each field, and the form that renames it."""

    recipe: Recipe
    columns: list[tuple[str, str]]
    form: RecipeNameForm


def kept_recipes(by: Actor, recipe_id: int = 0, form: RecipeNameForm | None = None) -> list[KeptRecipe]:
    """Return every saved mapping with its columns as text, and that of `recipe_id` with a refused form."""
    return [
        KeptRecipe(
            recipe,
            [(header, field_name(slot)) for slot, header in in_order(recipe.columns).items() if header],
            form if form is not None and recipe.pk == recipe_id else _rename_form(recipe),
        )
        for recipe in recipe_queries.recipes_seen_by(by)
    ]


def _rename_form(recipe: Recipe) -> RecipeNameForm:
    return RecipeNameForm(initial={"name": recipe.name}, place=f"recipe-{recipe.pk}")
