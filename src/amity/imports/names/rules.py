"""Match the names of a file to existing objects by id, email or name, or suggest a guess with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from amity.imports.rules import Reason, Sureness, loose_key, name_key

NEAR = 0.86
"""Least similarity (difflib ratio) at which two names are suggested as the same.

Below it, "L. Vries" would match anyone.
"""


class Verdict(StrEnum):
    """The result for a name: use the match, ask about a guess, create a record, or leave it open."""

    MATCH = "match"
    GUESS = "guess"
    CREATE = "create"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """An existing person, account or project. `parent` is the account of a project (0 = none)."""

    key: int
    name: str
    mail: str = ""
    codes: tuple[str, ...] = ()
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """The result for one name, the key of its record (0 = none), and the reason."""

    verdict: Verdict
    key: int
    reason: Reason

    @property
    def sureness(self) -> Sureness:
        """The certainty: known for a match, assumed for a guess, open otherwise."""
        return {Verdict.MATCH: Sureness.KNOWN, Verdict.GUESS: Sureness.ASSUMED}.get(self.verdict, Sureness.OPEN)


class Register:
    """The existing records of one kind, by every name a file may use."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by: dict[str, dict[str, list[Known]]] = {
            way: defaultdict(list) for way in ("mail", "code", "name", "loose")
        }
        for thing in known:
            if thing.mail:
                self._by["mail"][thing.mail.casefold()].append(thing)
            for code in thing.codes:
                self._by["code"][name_key(code)].append(thing)
            self._by["name"][name_key(thing.name)].append(thing)
            self._by["loose"][loose_key(thing.name)].append(thing)

    def match(self, name: str, *, mail: str = "", code: str = "", parent: int | None = None) -> Match:
        """Match a name by email, code, exact name, loosely (a guess) or nearly (a guess), or suggest a new record.

        With `parent` (0 = none), only records under it are considered. Two records with one name leave it open.
        """
        ways = (("mail", mail.casefold()), ("code", name_key(code)), ("name", name_key(name)))
        for way, key in ways:
            found = _under(self._by[way].get(key, ()), parent) if key else []
            if len(found) == 1:
                return Match(Verdict.MATCH, found[0].key, Reason(f"same_{way}", name=found[0].name))
            if len(found) > 1:
                return Match(Verdict.NONE, 0, Reason("several_of_this_name", name=name, count=len(found)))
        found = _under(self._by["loose"].get(loose_key(name), ()), parent) if loose_key(name) else []
        if len(found) == 1:
            return Match(Verdict.GUESS, found[0].key, Reason("same_but_for_spelling", name=found[0].name))
        near = self._nearest(name, parent)
        if near:
            return Match(Verdict.GUESS, near.key, Reason("name_is_close", name=near.name))
        if not (name or mail):
            return Match(Verdict.NONE, 0, Reason("name_missing"))
        return Match(Verdict.CREATE, 0, Reason("name_unknown", name=name or mail))

    def _nearest(self, name: str, parent: int | None) -> Known | None:
        """Return the most similar record, or None where two are equally similar, or all too different."""
        wanted = loose_key(name)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        best: list[tuple[float, Known]] = []
        for key, things in self._by["loose"].items():
            matcher.set_seq1(key)
            if _same_but_number(wanted, key) or matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
                continue
            ratio = matcher.ratio()
            best += [(ratio, thing) for thing in _under(things, parent) if ratio >= NEAR]
        best.sort(key=lambda pair: -pair[0])
        if not best or (len(best) > 1 and best[0][0] == best[1][0]):
            return None
        return best[0][1]


def remembered(choices: Mapping[str, int], name: str) -> Match | None:
    """Return the person's earlier choice for this name of this source (name key → key), which takes precedence."""
    key = choices.get(name_key(name))
    return Match(Verdict.MATCH, key, Reason("chosen_before", name=name)) if key else None


@dataclass(frozen=True, slots=True)
class AccountHints:
    """Hints to an account: its name and email domains, and how many of its project's people work only for it."""

    key: int
    name: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectHints:
    """A file's values for a project without a client: its name, sample texts, and whether it is ever billable."""

    name: str
    texts: Sequence[str] = ()
    ever_billable: bool = True


def guess_account(
    project: ProjectHints,
    accounts: Sequence[AccountHints],
    *,
    chosen: Mapping[str, int] | None = None,
    projects: Mapping[str, int] | None = None,
) -> Match:
    """Return the account of a project, with the reason for the page.

    In order: an earlier choice (`chosen`: project name key → account), an existing project of this name (`projects`),
    the account's name, the name inside the project's name, an email domain or name in the texts. Never billable means
    agency work (key 0, a guess). Two accounts with equal claims leave it open.
    """
    name = name_key(project.name)
    for choices, code in ((chosen, "chosen_before"), (projects, "project_of_this_name")):
        if choices and (key := choices.get(name)):
            return Match(Verdict.MATCH, key, Reason(code, name=project.name))
    loose = f" {loose_key(project.name)} "
    same = [account for account in accounts if loose_key(account.name) == loose.strip()]
    if len(same) == 1:
        return Match(Verdict.MATCH, same[0].key, Reason("same_name", name=same[0].name))
    inside = [account for account in accounts if _says(loose, account.name)]
    if len(inside) == 1:
        return Match(Verdict.GUESS, inside[0].key, Reason("name_in_project", name=inside[0].name))
    return _guess_by_texts(project, accounts)


def _guess_by_texts(project: ProjectHints, accounts: Sequence[AccountHints]) -> Match:
    claims: list[tuple[int, AccountHints, Reason]] = []
    lowered = [text.casefold() for text in project.texts]
    loosened = [f" {loose_key(text)} " for text in project.texts]
    for account in accounts:
        for domain in account.domains:
            if hits := sum(domain.casefold() in text for text in lowered):
                claims.append((hits, account, Reason("domain_in_texts", name=domain, count=hits)))
        if hits := sum(_says(text, account.name) for text in loosened):
            claims.append((hits, account, Reason("name_in_texts", name=account.name, count=hits)))
    owners = {account.key for _, account, _ in claims}
    if len(owners) == 1:
        _, account, reason = max(claims, key=lambda claim: claim[0])
        return Match(Verdict.GUESS, account.key, reason)
    if len(owners) > 1:
        return Match(Verdict.NONE, 0, Reason("several_in_texts", count=len(owners)))
    if not project.ever_billable:
        return Match(Verdict.GUESS, 0, Reason("never_billable"))
    return Match(Verdict.NONE, 0, Reason("no_account_found"))


def _says(text: str, name: str) -> bool:
    """Return whether the loose text contains the account's name, or its first word if that is long enough."""
    key = loose_key(name)
    first = key.split(" ", 1)[0]
    return len(key) > 2 and (f" {key} " in text or (len(first) > 4 and f" {first} " in text))


def _under(things: Sequence[Known], parent: int | None) -> list[Known]:
    return [thing for thing in things if parent is None or thing.parent == parent]


def _same_but_number(one: str, other: str) -> bool:
    """Return whether two names differ only in their numbers: "Range 2026" isn't "Range 2027"."""
    digits, others = ("".join(filter(str.isdigit, text)) for text in (one, other))
    return digits != others
