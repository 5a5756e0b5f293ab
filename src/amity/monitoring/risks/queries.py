"""Queries for risks and blockers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.expectations.models import ConflictOption
from amity.monitoring import policy, rules
from amity.monitoring.models import RegisterEntry, RegisterQuerySet, RegisterStep
from amity.monitoring.wording import ENTRY_SHAPES, ENTRY_STATES, KINDS, SEVERITIES, SEVERITY_SHAPES, SIDES
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.shared.rows.along import share_account, without_account
from amity.shared.rows.joined import Joined, values_in
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared


def entries_seen_by(by: Actor) -> RegisterQuerySet:
    """Return the entries the actor can see, with the related objects a list shows."""
    seen = RegisterEntry.objects.visible_to(person_of(by))
    return seen.select_related("account__manager", "project__account__manager", "owner", "raised_by")


def entry_seen_by(by: Actor, entry_id: int, *, lock: bool = False) -> RegisterEntry:
    """Return one entry, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = entries_seen_by(by)
    return seen_or_missing(
        found, entry_id, _("Entry not found. It may have been deleted, or you don’t have access."), lock=lock
    )


def register_on(project: Project) -> list[RegisterEntry]:
    """Return the entries of a project, open ones first, the most severe first among them.

    The caller has looked the project up as the actor sees it: who sees a project sees its entries.
    """
    return worded(OF_PROJECT.rows({"project": project.pk}))


def _with_options(rows: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Let entries bring along the `options` of their conflict as one text, each as `answer effect effect`."""
    options = ConflictOption.objects.filter(conflict=OuterRef("conflict"))
    one = Concat("answer", Value(" "), "client_effect", Value(" "), "agency_effect", output_field=TextField())
    return rows.annotate(
        options=Subquery(options.annotate(options=Joined(one)).values("options")), chosen=F("conflict__answer")
    )  # fmt: skip


OF_PROJECT: Final = Prepared(
    lambda: _with_options(RegisterEntry.objects.filter(project=PROJECT).select_related("owner"))
)


def register_of_account(by: Actor, account: Account) -> list[RegisterEntry]:
    """Return the entries of an account and of its projects, in the same order. They share the object of the account."""
    found = rows_on_account(by, account.pk, _on_account)
    for entry in found:
        share_account(entry, account)
    return worded(found)


def _on_account(by: Actor) -> QuerySet[RegisterEntry]:
    return _with_options(without_account(entries_seen_by(by).filter(account=ACCOUNT)))


def entries_from(origin: Ref) -> list[RegisterEntry]:
    """Return the risks and blockers raised in an object, such as a hand-off, without checking permissions."""
    return worded(RegisterEntry.objects.filter(origin=str(origin)).select_related("owner"))


def steps_of(entry: RegisterEntry) -> list[RegisterStep]:
    """Return every step of an entry, newest first, with labels."""
    steps = list(entry.steps.order_by("-at", "-pk"))
    for step in steps:
        step.word, step.shape = ENTRY_STATES[step.after], ENTRY_SHAPES[step.after]  # type: ignore[attr-defined]
    return steps


def may_change(by: Actor, entry: RegisterEntry) -> bool:
    """Return whether the actor can change an entry."""
    return bool(policy.may_change_entry(person_of(by), entry))


def worded(found: Iterable[RegisterEntry]) -> list[RegisterEntry]:
    """Add labels for a template to entries, and return open ones first, then by severity, then newest first."""
    rows = sorted(found, key=lambda entry: (entry.state == rules.CLOSED, -entry.severity, -entry.pk))
    with_words(rows)
    return rows


def with_words(rows: Sequence[RegisterEntry]) -> None:
    """Add labels and effects for a template to entries."""
    conflicts = [entry for entry in rows if entry.conflict_id]
    effects = {entry.conflict_id or 0: _effects_along(entry) for entry in conflicts if hasattr(entry, "options")}
    effects |= _conflict_effects([entry.conflict_id or 0 for entry in conflicts if entry.conflict_id not in effects])
    for entry in rows:
        _with_words(entry)
        entry.signed = entry.kind == rules.CONFLICT  # type: ignore[attr-defined]
        own = (entry.client_effect, entry.agency_effect)
        entry.effects = effects.get(entry.conflict_id) if entry.conflict_id else own  # type: ignore[attr-defined]
        if entry.effects is None:  # type: ignore[attr-defined]
            entry.severity_word, entry.severity_shape = _("unknown"), "none"  # type: ignore[attr-defined]


def _effects_along(entry: Any) -> tuple[int, int] | None:
    """Return the effects of a conflict from the options that its entry brought along."""
    options = (one.split(" ") for one in values_in(entry.options))
    return rules.conflict_effects(
        {answer: (int(client), int(agency)) for answer, client, agency in options}, entry.chosen
    )


def _conflict_effects(conflicts: Sequence[int]) -> dict[int, tuple[int, int] | None]:
    """Return the effects of conflicts as far as their options are known, with one query."""
    if not conflicts:
        return {}
    options: defaultdict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    chosen: dict[int, str] = {}
    for option in ConflictOption.objects.filter(conflict__in=conflicts).select_related("conflict"):
        options[option.conflict_id][option.answer] = (option.client_effect, option.agency_effect)
        chosen[option.conflict_id] = option.conflict.answer
    return {key: rules.conflict_effects(options[key], chosen[key]) for key in options}


def _with_words(entry: RegisterEntry) -> None:
    entry.kind_word, entry.side_word = KINDS[entry.kind], SIDES[entry.side]  # type: ignore[attr-defined]
    entry.word, entry.shape = ENTRY_STATES[entry.state], ENTRY_SHAPES[entry.state]  # type: ignore[attr-defined]
    entry.severity_word = SEVERITIES[entry.severity]  # type: ignore[attr-defined]
    entry.severity_shape = SEVERITY_SHAPES[entry.severity]  # type: ignore[attr-defined]
