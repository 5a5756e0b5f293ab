"""What a file's page says of recipes: the one it is read with, those that fit it, or how to keep its columns as one."""

from dataclasses import dataclass, field

from amity.imports import recipes
from amity.imports.models import Batch, Recipe
from amity.imports.pages.labels import field as field_name
from amity.imports.rules.recipes import in_order
from amity.imports.staging.looking import FileLook
from amity.shared.actor import Actor


@dataclass(frozen=True)
class RecipeCard:
    """`used` is the name of the recipe in use; `fitting` those that would fit; `may_keep` whether columns are known."""

    used: str = ""
    fitting: list[Recipe] = field(default_factory=list)
    may_keep: bool = False


def recipe_card(by: Actor, batch: Batch, seen: FileLook | None) -> RecipeCard | None:
    """The card of a file of any layout; None for every other file."""
    if batch.tool != "csv" or seen is None or not seen.headers:
        return None
    used = str(batch.options.get("recipe", ""))
    if used:
        return RecipeCard(used)
    undecided = batch.state in {"asking", "unreadable", "ready"}
    return RecipeCard(
        fitting=recipes.fitting(by, seen.headers) if undecided else [], may_keep=batch.state in {"ready", "applied"}
    )


@dataclass(frozen=True)
class KeptRecipe:
    """A recipe as the list shows it: which field stands in which column."""

    recipe: Recipe
    columns: list[tuple[str, str]]


def kept_recipes(by: Actor) -> list[KeptRecipe]:
    """Every recipe with its columns in words."""
    return [
        KeptRecipe(recipe, [(header, field_name(slot)) for slot, header in in_order(recipe.columns).items() if header])
        for recipe in recipes.recipes_seen_by(by)
    ]
