"""Pages for saved mappings: list, save, use, rename and delete them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports import queries, steps
from amity.imports.recipes import commands as recipe_commands
from amity.imports.recipes import queries as recipe_queries
from amity.imports.recipes.card import kept_recipes
from amity.imports.recipes.forms import RecipeNameForm
from amity.imports.views import batch_page
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.ui.asked import posted


def recipes(request: HttpRequest) -> HttpResponse:
    """Show every saved mapping of the agency."""
    return _list(request)


def _list(request: HttpRequest, recipe_id: int = 0, form: RecipeNameForm | None = None) -> HttpResponse:
    """Show all saved mappings, and that of `recipe_id` with a refused form."""
    rows = kept_recipes(actor_of(request), recipe_id, form)
    return render(request, "imports/recipes.html", {"recipes": rows}, status=422 if form else 200)


@require_POST
def keep(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Save how a file is read under a name."""
    by, form = actor_of(request), RecipeNameForm(request.POST)
    queries.batch_seen_by(by, batch_id)
    if form.is_valid():
        try:
            recipe = recipe_commands.keep_recipe(
                by=by, batch_id=batch_id, name=form.cleaned_data["name"], now=timezone.now()
            )
        except Invalid as fault:
            form.add_error("name", fault.sentence)
        except Refused as fault:
            messages.error(request, fault.sentence)
            return redirect("imports:batch", batch_id)
        else:
            text = _("Mapping “%(name)s” saved. Amity offers it for the next file with these columns.") % {
                "name": recipe.name
            }
            messages.success(request, text)
            return redirect("imports:batch", batch_id)
    return batch_page(request, batch_id, form)


@require_POST
def use(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Read a file with a saved mapping, or explain that it was deleted or no longer fits."""
    by = actor_of(request)
    queries.batch_seen_by(by, batch_id)
    try:
        answers = recipe_queries.answers_for(by=by, batch_id=batch_id, recipe_id=posted(request).whole("recipe"))
        steps.give_answers(by=by, batch_id=batch_id, answers=answers, now=timezone.now())
    except (Invalid, Refused, NotSeen) as fault:
        messages.error(request, fault.sentence)
        return redirect("imports:batch", batch_id)
    batch = queries.batch_seen_by(by, batch_id)
    return redirect("imports:names" if batch.state == "ready" else "imports:batch", batch_id)


@require_POST
def rename(request: HttpRequest, recipe_id: int) -> HttpResponse:
    """Rename a saved mapping."""
    by, form = actor_of(request), RecipeNameForm(request.POST, place=f"recipe-{recipe_id}")
    recipe_queries.recipe_seen_by(by, recipe_id)
    if form.is_valid():
        try:
            recipe_commands.rename_recipe(
                by=by, recipe_id=recipe_id, version=posted(request).whole("version"),
                name=form.cleaned_data["name"], now=timezone.now(),
            )  # fmt: skip
        except (Invalid, Stale) as fault:
            form.add_error("name", fault.sentence)
    return _list(request, recipe_id, form) if form.errors else redirect("imports:recipes")


@require_POST
def delete(request: HttpRequest, recipe_id: int) -> HttpResponse:
    """Delete a saved mapping."""
    by = actor_of(request)
    recipe = recipe_queries.recipe_seen_by(by, recipe_id)
    recipe_commands.delete_recipe(by=by, recipe_id=recipe_id, now=timezone.now())
    text = _("Mapping “%(name)s” deleted. Imported records are unchanged.") % {"name": recipe.name}
    messages.success(request, text)
    return redirect("imports:recipes")
