"""The grid of a file's names: the match of each, how certain it is, and the alternatives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.imports.labels import KINDS, THINGS
from amity.imports.models import Batch
from amity.imports.names.decisions import Decision
from amity.imports.names.matcher import FORGET, IGNORE, INSIDE
from amity.imports.rules import Reason, client_in, name_key
from amity.imports.stage.stage import stage_of
from amity.imports.wording import sentence
from amity.people import queries as people
from amity.projects import queries as projects
from amity.shared.actor import Actor
from amity.shared.errors import Invalid

SHOWN = 100
"""Names of a kind on one page, most time first. The rest follows once these are decided."""
OPEN = "open"
"""The answer that a project belongs to a new account."""
KNOWN, ASSUMED, ASK, NEW = "known", "assumed", "ask", "new"

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Name:
    """One name of the file, with its current match and its certainty.

    `opens` is the name of a new account, if it can get one.
    """

    mark: str
    kind: str
    key: str
    label: str
    under: str
    rows: int
    seconds: int
    last: date
    sure: str
    suggestion: str
    guess: str
    reason: str
    decided: bool
    opens: str = ""


@dataclass(frozen=True)
class Kind:
    """All names of a kind, with their choices; names that need a decision come first."""

    key: str
    label: str
    names: list[Name]
    choices: Choices
    asks_account: bool = False

    @cached_property
    def open(self) -> list[Name]:
        """Names that are neither known nor decided, as many as fit on a page."""
        return [name for name in self.names if name.sure != KNOWN][:SHOWN]

    @cached_property
    def known(self) -> list[Name]:
        """Known names, decided ones first."""
        return sorted((name for name in self.names if name.sure == KNOWN), key=lambda name: not name.decided)

    @property
    def settled(self) -> list[Name]:
        """Known names, as many as fit on a page. Any of them can be matched differently."""
        return self.known[:SHOWN]

    @property
    def decided(self) -> bool:
        """Return whether someone decided about one of the known names."""
        return any(name.decided for name in self.settled)

    @property
    def others(self) -> Choices:
        """The other possible matches for a known name, without a new record of the same name."""
        return [(value, label) for value, label in self.choices if not value.startswith(("create:", INSIDE))]

    @property
    def one(self) -> str:
        """The singular word for this kind."""
        return str(THINGS[self.key])

    @property
    def later(self) -> int:
        """The number of open names that aren't shown yet."""
        return len(self.names) - len(self.known) - len(self.open)


@dataclass(frozen=True)
class Grid:
    """The names of a batch by kind. `accounts` are the new ones that a person named."""

    kinds: list[Kind] = field(default_factory=list)
    tasks: int = 0
    accounts: list[str] = field(default_factory=list)

    def counted(self, sure: str) -> tuple[int, int]:
        """Return how many names have this certainty, and how many rows have these names."""
        found = [name for kind in self.kinds for name in kind.names if name.sure == sure]
        return len(found), sum(name.rows for name in found)

    @cached_property
    def so_far(self) -> dict[str, tuple[int, int]]:
        """Numbers of names and rows by certainty."""
        return {sure: self.counted(sure) for sure in (KNOWN, NEW, ASSUMED, ASK)}

    @cached_property
    def new(self) -> int:
        """The number of names that would be created."""
        return self.so_far[NEW][0]

    @cached_property
    def guesses(self) -> list[Name]:
        """Names with an unconfirmed guess."""
        return [name for kind in self.kinds for name in kind.names if name.guess]

    @property
    def needs_look(self) -> bool:
        """Return whether any name isn't known."""
        return any(kind.open for kind in self.kinds)


def grid_of(by: Actor, batch: Batch) -> Grid:
    """Return the grid of a batch that was read. It names clients the person can't see too, because the file does."""
    with stage_of(batch.pk) as stage:
        staged = {kind: stage.names(kind) for kind in ("person", "client", "project")}
        tasks = len(stage.names("task"))
    known_accounts = dict(accounts.accounts_seen_by(by).order_by("name").values_list("pk", "name"))
    named = projects.projects_seen_by(by).order_by("name").values_list("pk", "name", "account__name")
    known_projects = {pk: f"{name} · {account or _('no account yet')}" for pk, name, account in named}
    known_people = dict(people.people().filter(is_active=True).order_by("name").values_list("pk", "name"))
    known = {"person": known_people, "client": known_accounts, "project": known_projects}
    clients = {client["key"]: client["label"] for client in staged["client"]}
    asks = bool(staged["project"]) and any(not name["parent"] for name in staged["project"])
    opens: dict[str, str] = batch.options.get("opens", {})
    may_open = bool(accounts.may_open(by))
    kinds = []
    for kind, names in staged.items():
        if not names:
            continue
        places = known_accounts if kind == "project" else {}
        shown = [_name(kind, name, known[kind], places, clients) for name in names]
        if kind == "project" and may_open:
            shown = [replace(name, opens="" if name.under else client_in(name.label)) for name in shown]
            shown = [
                replace(name, suggestion=_("New, under the new account %(account)s") % {"account": opens[name.key]})
                if name.key in opens and name.decided
                else name
                for name in shown
            ]
        choices = _choices(kind, known[kind], places)
        kinds.append(Kind(kind, str(KINDS[kind]), shown, choices, asks and kind == "project"))
    here = {name_key(name) for name in known_accounts.values()}
    return Grid(kinds, tasks, sorted({name for name in opens.values() if name_key(name) not in here}))


def decisions_from(grid: Grid, posted: Mapping[str, str], take: str = "") -> list[Decision]:
    """Return what a person chose in the grid. `take` is "all", or the mark of a name whose guess is confirmed.

    Raises `Invalid` for an answer without a name, because someone has read the file again since the page was opened.
    """
    by_mark = {name.mark: (kind, name) for kind in grid.kinds for name in kind.names}
    answers = {key[2:]: value for key, value in posted.items() if key.startswith("d-") and value}
    typed = {key[2:]: value.strip() for key, value in posted.items() if key.startswith("n-") and value.strip()}
    answers = dict.fromkeys(typed, f"{OPEN}:0") | answers
    if take:
        chosen = [name for name in grid.guesses if take in ("all", name.mark)]
        answers |= {name.mark: name.guess for name in chosen if take != "all" or name.mark not in answers}
    decisions = []
    for mark, value in answers.items():
        kind, name = by_mark.get(mark, (None, None))
        if kind is None or name is None or value not in _answers(kind, name):
            raise Invalid(
                _("This file has been read again since you opened it. Check its names again; nothing was changed.")
            )
        verdict, _mark, target = value.partition(":")
        if verdict == OPEN:
            decisions.append(Decision(name.kind, name.key, "create", opens=typed.get(mark) or name.opens))
        else:
            decisions.append(Decision(name.kind, name.key, verdict, int(target or 0)))
    return decisions


def _answers(kind: Kind, name: Name) -> set[str]:
    """Return every answer the grid offers for a name."""
    extra = {f"{OPEN}:0"} if name.opens else set()
    return {*(choice for choice, _label in kind.choices), name.guess, f"{FORGET}:0", *extra}


def _name(
    kind: str, name: dict[str, Any], known: Mapping[int, str], places: Mapping[int, str], clients: Mapping[str, str]
) -> Name:
    reason = Reason.from_json(json.loads(name["reason"])) if name["reason"] else None
    guess, sure, suggestion = _guess_of(kind, name, known, places)
    return Name(
        mark=blake2b(f"{kind}\x1e{name['key']}".encode(), digest_size=6).hexdigest(),
        kind=kind,
        key=name["key"],
        label=name["label"],
        under=clients.get(name["parent"], ""),
        rows=name["rows"],
        seconds=name["seconds"],
        last=date.fromisoformat(name["last"]),
        sure=sure,
        suggestion=suggestion,
        guess=guess,
        reason=sentence(reason) if reason else "",
        decided=bool(name["chosen"]),
    )


def _guess_of(
    kind: str, name: dict[str, Any], known: Mapping[int, str], places: Mapping[int, str]
) -> tuple[str, str, str]:
    """Return the guess to confirm, the certainty of the name, and its current match as text."""
    verdict, target, account = name["verdict"], name["target"], name["account"]
    if verdict == "match":
        return "", KNOWN, known.get(target, _("known, but not to you"))
    if verdict == IGNORE:
        return "", KNOWN, _("its rows are left out")
    if verdict == INSIDE:
        return "", KNOWN, _("internal, no account")
    if verdict == "guess":
        return f"match:{target}", ASSUMED, known.get(target, _("known, but not to you"))
    if verdict == "none":
        return "", ASK, ""
    if kind == "project" and not name["parent"] and not name["chosen"]:
        return _account_guess(name, places)
    return "", KNOWN if name["chosen"] else NEW, _new(kind, places.get(account, "") if name["chosen"] else "")


def _account_guess(name: dict[str, Any], places: Mapping[int, str]) -> tuple[str, str, str]:
    """Return the guess for a new project of a file without clients: a guessed account, agency work, or unknown."""
    code = json.loads(name["reason"]).get("code", "") if name["reason"] else ""
    if name["account"]:
        return f"create:{name['account']}", ASSUMED, _new("project", places.get(name["account"], ""))
    if code == "never_billable":
        return f"{INSIDE}:0", ASSUMED, _("Internal, no account")
    return "", NEW, ""


def _new(kind: str, under: str) -> str:
    if kind == "project" and under:
        return _("New, under %(account)s") % {"account": under}
    return {"person": _("New person"), "client": _("New account"), "project": _("New project")}[kind]


def _choices(kind: str, known: Mapping[int, str], places: Mapping[int, str]) -> Choices:
    choices: Choices = []
    if kind == "project":
        choices += [(f"create:{account}", _new(kind, label)) for account, label in places.items()]
        choices += [("create:0", _("New, no account yet")), (f"{INSIDE}:0", _("Internal, no account"))]
    else:
        choices.append(("create:0", _new(kind, "")))
    choices += [(f"match:{target}", label) for target, label in known.items()]
    return [*choices, (f"{IGNORE}:0", _("Skip its rows"))]
