"""Settings of agreements as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.agreements import policy, wording
from amity.agreements.library.queries import (
    LibraryEntry,
    RuleEntry,
    library_entries,
    people_by_role,
    roles_without_holder,
    rule_entries,
)
from amity.people.models import Person
from amity.people.queries import person_of
from amity.rights.models import RightsSwitch
from amity.rights.policy import may_switch_rights
from amity.rights.queries import rights_switch
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.shared.permission import Answer, no


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with the people who would review. Without any, the rule has no effect."""

    entry: RuleEntry
    holders: Sequence[Person]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Content of the settings page. `risks` are what roles without a holder leave unreviewed."""

    terms: Sequence[LibraryEntry]
    rules: Sequence[RuleRow]
    risks: Sequence[tuple[str, str]]
    rights: RightsSwitch
    may_set_terms: bool
    may_set_rules: bool
    may_switch_rights: bool


def may_see_settings(by: Actor) -> Answer:
    """Return whether the actor reviews or looks after the settings. Someone who no longer works here can't."""
    try:
        return policy.may_see_rules(person_of(by))
    except Refused as refused:
        return no(refused.sentence)


def settings_page(by: Actor) -> SettingsPage:
    """Return the settings for reviewers and those who look after the settings."""
    person = person_of(by)
    policy.may_see_rules(person).or_refuse()
    holders = people_by_role()
    return SettingsPage(
        terms=library_entries(),
        rules=[RuleRow(entry, holders.get(entry.rule.role, [])) for entry in rule_entries()],
        risks=[(str(wording.ROLES[role]), str(wording.RISKS[role])) for role in roles_without_holder(holders)],
        rights=rights_switch(),
        may_set_terms=bool(policy.may_set_terms(person)),
        may_set_rules=bool(policy.may_set_rules(person)),
        may_switch_rights=bool(may_switch_rights(person)),
    )


def term_to_set(by: Actor, key: str) -> LibraryEntry | None:
    """Return the term to be replaced, or None for a new one, whose key is blank."""
    policy.may_set_terms(person_of(by)).or_refuse()
    found = next((entry for entry in library_entries() if entry.term.key == key), None)
    if key and found is None:
        raise NotSeen(_("Term not found in the library."))
    return found


def rule_to_set(by: Actor, key: str) -> RuleEntry | None:
    """Return the rule to be replaced, or None for a new one, whose key is blank."""
    policy.may_set_rules(person_of(by)).or_refuse()
    found = next((entry for entry in rule_entries() if entry.rule.key == key), None)
    if key and found is None:
        raise NotSeen(_("Rule not found."))
    return found
