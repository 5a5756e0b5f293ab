"""The library of terms and review rules: Amity's defaults, replaced by the agency's own."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext

from amity.accounts import policy as accounts
from amity.agency.editions.keeping import kept
from amity.agency.queries import agency
from amity.agreements import rules, wording
from amity.agreements.library import rules as library
from amity.agreements.library.models import LibraryTerm
from amity.agreements.library.rules import Term
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import ReviewRule
from amity.agreements.review.rules import Rule
from amity.people.models import Person
from amity.people.queries import active_people_with
from amity.ui.reader_format import LOCALE_OF


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A term of the library with its label. `version` is 0 for Amity's default."""

    term: Term
    label: str
    version: int = 0

    @property
    def standard(self) -> str:
        """The standard with its unit."""
        return wording.valued(self.term.standard, self.term.unit)

    @property
    def fallbacks(self) -> list[str]:
        """The fallbacks with their unit."""
        return [wording.valued(one, self.term.unit) for one in self.term.fallbacks]

    @property
    def kinds(self) -> list[str]:
        """The kinds of agreements that include the term, in order."""
        return [kind for kind in rules.KINDS if kind in self.term.kinds]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A review rule. `version` is 0 for Amity's default."""

    rule: Rule
    version: int = 0

    @property
    def kinds(self) -> list[str]:
        """The kinds of agreements to which the rule applies, in order."""
        return [kind for kind in rules.KINDS if kind in self.rule.kinds]


def library_entries() -> list[LibraryEntry]:
    """Return all terms, Amity's own first."""
    own = {row.key: row for row in kept("library terms", lambda: list(LibraryTerm.objects.order_by("key")))}
    with translation.override(agency().language or "en"):
        brought = {term.key: _in_words(term) for term in library.BROUGHT}
    found = []
    for key, term in brought.items():
        row = own.pop(key, None)
        found.append(_entry(row) if row else LibraryEntry(term, wording.term_label(key)))
    return found + [_entry(row) for row in own.values()]


def library_terms() -> list[Term]:
    """Return the terms without labels and versions, as rules take them."""
    return [entry.term for entry in library_entries()]


def rule_entries() -> list[RuleEntry]:
    """Return all review rules, Amity's own first."""
    own = {row.key: row for row in kept("review rules", lambda: list(ReviewRule.objects.order_by("key")))}
    found = []
    for brought in reviews.BROUGHT:
        row = own.pop(brought.key, None)
        found.append(_rule(row) if row else RuleEntry(brought))
    return found + [_rule(row) for row in own.values()]


def review_rules() -> list[Rule]:
    """Return the rules without versions, as rules take them."""
    return [entry.rule for entry in rule_entries()]


def people_by_role() -> dict[str, list[Person]]:
    """Return the active people with a role that reviews, by role."""
    holders: defaultdict[str, list[Person]] = defaultdict(list)
    for person in sorted(active_people_with(reviews.ROLES), key=lambda one: (one.name, one.pk)):
        for role in reviews.ROLES:
            if person.has_role(role):
                holders[role].append(person)
    return holders


def reviewers_of(agreement: Agreement) -> dict[str, list[Person]]:
    """Return who can review an agreement, by role. Of the directors, only those responsible for its account."""
    found = people_by_role()
    if agreement.account is not None:
        account = agreement.account
        found[reviews.DIRECTOR] = [one for one in found[reviews.DIRECTOR] if accounts.answers_for(one, account)]
    return found


def roles_without_holder(holders: Collection[str]) -> list[str]:
    """Return the roles that some active rule requires and no one has."""
    asked = {rule.role for rule in review_rules() if rule.is_on}
    return [role for role in reviews.ROLES if role in asked and role not in holders]


def _in_words(term: Term) -> Term:
    """Return a default term in the active language. Its wording in the other languages becomes synonyms."""
    if term.shape != library.TEXT:
        return term
    synonyms = set(term.synonyms)
    for language in LOCALE_OF:
        with translation.override(language):
            synonyms.add(gettext(term.standard))
    fallbacks = tuple(gettext(one) for one in term.fallbacks)
    return replace(term, standard=gettext(term.standard), fallbacks=fallbacks, synonyms=tuple(sorted(synonyms)))


def _entry(row: LibraryTerm) -> LibraryEntry:
    term = Term(
        key=row.key, shape=row.shape, standard=row.standard, unit=row.unit, better=row.better,
        fallbacks=tuple(line for line in row.fallbacks.splitlines() if line.strip()), kinds=frozenset(row.kinds),
        asks_director=row.asks_director, is_on=row.is_on,
    )  # fmt: skip
    return LibraryEntry(term, wording.term_label(row.key, row.label), row.version)


def _rule(row: ReviewRule) -> RuleEntry:
    rule = Rule(
        row.key, row.role, row.condition, frozenset(row.kinds), row.threshold, row.due_hours, row.is_on
    )  # fmt: skip
    return RuleEntry(rule, row.version)
