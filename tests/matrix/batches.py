"""Imported files, in each state that has a page of its own."""

from collections.abc import Mapping

from amity.imports import commands as imports
from amity.imports import steps
from amity.imports.recipes import commands as recipe_commands
from amity.imports.source_file.options import Options
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY, acting


def bring_batches(viewers: Mapping[str, Person], files: Mapping[str, str]) -> dict[str, int]:
    """Import the batches as finance. Return the ids that the URLs of their pages need."""
    by, found = acting(viewers[roles.FINANCE]), {}
    for state, name, tool in (
        ("ready", "export.csv", "harvest"), ("asking", "other.csv", "csv"),
        ("applied", "again.csv", "harvest"), ("lines", "scope.csv", "lines"), ("expenses", "spent.csv", "expenses"),
        ("invoices", "billed.csv", "invoices"),
    ):  # fmt: skip
        options = Options(create_missing=tool != "lines", project="SITE" if tool == "lines" else "")
        batch = steps.bring(by=by, tool=tool, name=name, chunks=[files[name].encode()], options=options, now=MONDAY)
        if state == "applied":
            imports.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)
            imports.apply_batch(by=by, batch_id=batch.pk, now=MONDAY)
        found[f"{state}_batch_id"] = batch.pk
    kept = recipe_commands.keep_recipe(by=by, batch_id=found["asking_batch_id"], name="Weekly", now=MONDAY)
    return {**found, "recipe_id": kept.pk}
