"""Change the agency's standard terms and its review rules."""

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.agreements import policy, rules, wording
from amity.agreements.library import rules as library
from amity.agreements.library.models import LibraryTerm
from amity.agreements.library.queries import library_entries, rule_entries
from amity.agreements.library.rules import Term
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import ReviewRule
from amity.agreements.review.rules import Rule
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Stale
from amity.shared.refs import Ref
from amity.shared.text.texts import one_line

AGENCY: Final = Ref("agency.agency", 1)
"""Settings are about the agency as a whole."""


@command
def say_term(*, by: Actor, term: Term, label: str, version: int, now: datetime) -> LibraryTerm:
    """Add or replace a term of the library. Existing agreements stay unchanged, but are compared with it from now on.

    `version` is 0 for a new term and for one of Amity's defaults.
    """
    policy.may_set_terms(person_of(by)).or_refuse()
    label = one_line(label, 120, "label")
    if not label:
        raise Invalid(_("Enter a name."), "label")
    term = replace(term, key=term.key or _key(label))
    for field, code in library.faults_of(term):
        raise Invalid(_faults()[code], field)
    entry = next((one for one in library_entries() if one.term.key == term.key), None)
    _expect(version, entry.version if entry else 0, entry)
    row = LibraryTerm(
        key=term.key, label=label, shape=term.shape, unit=term.unit, standard=term.standard.strip(),
        fallbacks="\n".join(one.strip() for one in term.fallbacks if one.strip()), better=term.better,
        kinds=sorted(term.kinds), asks_director=term.asks_director, is_on=term.is_on, version=version + 1,
    )  # fmt: skip
    row.save()
    before = None if entry is None else _as_json(entry.term)
    changes = {"key": term.key, "label": label, "before": before, "after": _as_json(term)}
    trail.record("agreement.library_changed", subject=AGENCY, by=by, at=now, changes=changes)
    return row


@command
def say_rule(*, by: Actor, rule: Rule, version: int, now: datetime) -> ReviewRule:
    """Add or replace a review rule. `is_on` False turns it off. It applies from the next submission."""
    policy.may_set_rules(person_of(by)).or_refuse()
    _check_rule(rule)
    entries = {one.rule.key: one for one in rule_entries()}
    rule = replace(rule, key=rule.key or _free_key(rule, set(entries)))
    entry = entries.get(rule.key)
    _expect(version, entry.version if entry else 0, entry)
    values = _plain(rule)
    row = ReviewRule(**values | {"version": version + 1})
    row.save()
    changes = {"key": rule.key, "before": _plain(entry.rule) if entry else None, "after": values}
    trail.record("agreement.rule_changed", subject=AGENCY, by=by, at=now, changes=changes)
    return row


def _check_rule(rule: Rule) -> None:
    for field, value, offered in (
        ("role", rule.role, reviews.ROLES),
        ("condition", rule.condition, reviews.CONDITIONS),
    ):
        if value not in offered:
            raise Invalid(_("Choose from the list."), field)
    if not rule.kinds or not rule.kinds <= frozenset(rules.KINDS):
        raise Invalid(_("Choose at least one kind."), "kinds")
    if rule.condition == reviews.VALUE and (rule.threshold is None or rule.threshold < 0):
        raise Invalid(_("Enter the value above which the rule applies."), "threshold")
    if not 1 <= rule.due_hours <= 400:
        raise Invalid(_("Enter 1 to 400 working hours."), "due_hours")


def _expect(version: int, stored: int, current: object) -> None:
    if version != stored:
        raise Stale(
            _("Someone else changed this first. Your text is still here. Compare the two and save again."),
            current=current,
        )


def _plain(entry: Term | Rule) -> dict[str, Any]:
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(entry).items()}


def _as_json(entry: Term | Rule) -> dict[str, Any]:
    """Return the entry for the audit log, with `standard` as `our_standard`: the rate card has one too."""
    return {"our_standard" if name == "standard" else name: value for name, value in _plain(entry).items()}


def _key(label: str) -> str:
    """Return a permanent key from a label: "Data protection" becomes data_protection. Refuse a key that is taken."""
    key = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:40] or "term"
    if any(one.term.key == key for one in library_entries()) or key in wording.TERMS:
        raise Invalid(_("The library already has a term with this name."), "label")
    return key


def _free_key(rule: Rule, taken: set[str]) -> str:
    name = f"own-{rule.role}-{rule.condition}"[:36]
    return next(key for number in range(1, 1000) if (key := f"{name}-{number}") not in taken)


def _faults() -> dict[str, str]:
    return {
        "needed": _("Enter the agency’s standard."),
        "choice": _("Choose from the list."),
        "number": _("Start each value with a number."),
    }
