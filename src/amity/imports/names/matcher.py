"""Classify each name of a batch: an existing record, one to create, one to leave out, or an open question."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from amity.accounts.models import Account, MailDomain
from amity.imports.models import Choice, Source
from amity.imports.names.rules import (
    AccountHints,
    Known,
    Match,
    ProjectHints,
    Register,
    Verdict,
    guess_account,
)
from amity.imports.rules import Reason, name_key
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import Stage
from amity.people.models import Person
from amity.projects.models import Project, WorkItem

IGNORE, INSIDE, FORGET = "ignore", "inside", "forget"
"""A person's decisions besides match and create: leave the rows out, agency work, or undo a decision."""

Resolved = tuple[str, int, str, int, int, str, str]


@dataclass
class Matcher:
    """Matches the names of one batch. Reads existing records once. A person's earlier choices take precedence."""

    source: Source | None
    options: Options
    choices: dict[tuple[str, str], Choice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.source is not None:
            self.choices = {(choice.kind, choice.name_key): choice for choice in self.source.choices.all()}
        self._accounts = list(Account.objects.order_by("pk"))
        self._projects = list(Project.objects.order_by("pk"))
        self._existing = {
            "client": {account.pk for account in self._accounts},
            "project": {project.pk for project in self._projects},
            "person": set(Person.objects.values_list("pk", flat=True)),
        }

    def match(self, stage: Stage) -> None:
        """Write a decision for every name on the stage."""
        stage.resolve(self._people(stage))
        stage.resolve(self._clients(stage))
        stage.resolve(self._of_projects(stage))
        self._tasks(stage)

    def _people(self, stage: Stage) -> Iterator[Resolved]:
        people = Person.objects.order_by("pk")
        register = Register(Known(person.pk, person.name, mail=person.mail or "") for person in people)
        for name in stage.names("person"):
            match = register.match(name["label"], mail=name["mail"])
            yield self._chosen("person", name["key"], match) or self._verdict("person", name["key"], match)

    def _clients(self, stage: Stage) -> Iterator[Resolved]:
        register = Register(Known(account.pk, account.name) for account in self._accounts)
        for name in stage.names("client"):
            match = register.match(name["label"])
            yield self._chosen("client", name["key"], match) or self._verdict("client", name["key"], match)

    def _of_projects(self, stage: Stage) -> Iterator[Resolved]:
        clients = {name["key"]: name for name in stage.names("client")}
        register = Register(
            Known(
                project.pk, project.name, codes=(project.code,) if project.code else (), parent=project.account_id or 0
            )
            for project in self._projects
        )
        hints = self._account_hints()
        for name in stage.names("project"):
            client = clients.get(name["parent"])
            match = self._project(name, client, register)
            chosen = self._chosen("project", name["key"], match)
            if chosen:
                yield chosen
            elif client is None and match.verdict is Verdict.CREATE:
                yield self._guessed_account(name, match, hints)
            else:
                yield self._verdict("project", name["key"], match, account=client["target"] if client else 0)

    def _project(self, name: dict[str, Any], client: dict[str, Any] | None, register: Register) -> Match:
        """Return a project's match.

        A new client's projects are new too, and an existing client's are looked up under it.
        """
        if client is None:
            return _by_name_or_code(register, name, None)
        if not client["target"]:
            return Match(Verdict.CREATE, 0, Reason("name_unknown", name=name["label"]))
        match = _by_name_or_code(register, name, client["target"])
        if match.verdict is Verdict.CREATE:
            unplaced = _by_name_or_code(register, name, 0)
            return unplaced if unplaced.verdict is Verdict.MATCH else match
        return match

    def _tasks(self, stage: Stage) -> None:
        """Find the work items of the tasks in pages, because a file may name many thousands."""
        projects = {name["key"]: name["target"] for name in stage.names("project")}
        wanted = set(projects.values()) - {0}
        items = {
            (project, name_key(title)): item
            for item, project, title in WorkItem.objects.values_list("pk", "project_id", "title").iterator()
            if project in wanted
        }
        after = ""
        while page := stage.tasks(after):
            after = page[-1][0]
            found = [
                (key, items.get((projects.get(parent, 0), name_key(label)), 0)) for key, parent, label, _old in page
            ]
            stage.made("task", found)

    def _guessed_account(self, name: dict[str, Any], match: Match, hints: list[AccountHints]) -> Resolved:
        """Return a guessed account for a new project of a file without clients. It applies only once confirmed."""
        project = ProjectHints(name["label"], tuple(name["texts"].split("\n")), bool(name["billable"]))
        guess = guess_account(project, hints)
        reason = json.dumps(guess.reason.as_json())
        return match.verdict.value, 0, reason, 0, guess.key, "project", name["key"]

    def _account_hints(self) -> list[AccountHints]:
        domains: dict[int, list[str]] = {}
        for account, domain in MailDomain.objects.values_list("account_id", "domain"):
            domains.setdefault(account, []).append(domain)
        return [
            AccountHints(account.pk, account.name, tuple(domains.get(account.pk, ()))) for account in self._accounts
        ]

    def _chosen(self, kind: str, key: str, existing: Match) -> Resolved | None:
        """Return an earlier decision. One to create a record applies until it exists, because then its name matches."""
        if kind == "project" and key in self.options.opens and existing.verdict is not Verdict.MATCH:
            reason = json.dumps(Reason("chosen_before", name=self.options.opens[key]).as_json())
            return Verdict.CREATE.value, 0, reason, 1, 0, kind, key
        choice = self.choices.get((kind, key))
        if choice is None or (choice.verdict == "match" and choice.target not in self._existing[kind]):
            return None
        if choice.verdict in {"create", INSIDE} and existing.verdict is Verdict.MATCH:
            return None
        reason = json.dumps(Reason("chosen_before", name=key.rsplit("\x1f", maxsplit=1)[-1]).as_json())
        account = choice.target if choice.verdict == Verdict.CREATE.value else 0
        target = 0 if choice.verdict in {Verdict.CREATE.value, IGNORE, INSIDE} else choice.target
        return choice.verdict, target, reason, 1, account, kind, key

    def _verdict(self, kind: str, key: str, match: Match, account: int = 0) -> Resolved:
        return match.verdict.value, match.key, json.dumps(match.reason.as_json()), 0, account, kind, key


def _by_name_or_code(register: Register, name: dict[str, Any], parent: int | None) -> Match:
    """Return a project by name, otherwise by code. Several in a file may share a code that only one has here."""
    named = register.match(name["label"], parent=parent)
    if named.verdict is Verdict.MATCH or not name["code"]:
        return named
    return register.match(name["label"], code=name["code"], parent=parent)
