"""Match the clients of a file of invoices with accounts. A person's choice is remembered for the next file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import trail
from amity.imports import queries
from amity.imports.models import Choice, Source
from amity.imports.names.matcher import IGNORE
from amity.imports.names.rules import Known, Register, Verdict
from amity.imports.rules import Reason, name_key
from amity.imports.wording import sentence
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.numbers import whole_number

TOOL: Final = "invoices"
CREATE: Final = "create"
MATCH: Final = "match"


@dataclass(frozen=True, slots=True)
class ClientName:
    """A client of a file. `account_id` is the matched account, `guess_id` a suggested one; 0 is none.

    `verdict` is a person's choice, "" if there is none.
    """

    key: str
    name: str
    account_id: int
    guess_id: int
    verdict: str
    reason: str

    @property
    def is_open(self) -> bool:
        """Return whether someone has to choose."""
        return not self.account_id and not self.verdict


class UnknownClient(Exception):
    """No account was found for a client, and none is to be created."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class Clients:
    """Accounts by the names of a file, with what people chose for earlier files. Read once for a file."""

    def __init__(self, source: Source | None, *, create_missing: bool) -> None:
        self._register = Register(Known(one.pk, one.name) for one in Account.objects.order_by("pk"))
        rows = source.choices.filter(kind="client") if source else Choice.objects.none()
        self._choices = {row.name_key: row for row in rows}
        self._create_missing = create_missing
        self._names: dict[str, ClientName] = {}
        self.new: dict[str, int] = {}

    @property
    def names(self) -> list[ClientName]:
        """Return the clients that were looked up, those without an account first."""
        return sorted(self._names.values(), key=lambda one: (not one.is_open, one.name.casefold()))

    def account_of(self, name: str) -> int | None:
        """Return the account of a client, 0 for one to be created, None for one to be left out.

        Raises `UnknownClient`.
        """
        key = name_key(name)
        if key in self.new:
            return self.new[key]
        found = self._names.get(key) or self._look_up(key, name)
        self._names[key] = found
        if found.verdict == IGNORE:
            return None
        if found.account_id:
            return found.account_id
        if found.verdict == CREATE or self._create_missing:
            return 0
        raise UnknownClient(Reason("client_unknown", name=name))

    def _look_up(self, key: str, name: str) -> ClientName:
        choice, match = self._choices.get(key), self._register.match(name)
        is_here = match.verdict is Verdict.MATCH
        if choice is not None and choice.verdict == CREATE and is_here:
            choice = None  # an earlier file created it
        if choice is not None and (choice.verdict != MATCH or Account.objects.filter(pk=choice.target).exists()):
            account = choice.target if choice.verdict == MATCH else 0
            return ClientName(key, name, account, 0, choice.verdict, sentence(Reason("chosen_before", name=name)))
        account = match.key if is_here else 0
        guess = match.key if match.verdict is Verdict.GUESS else 0
        return ClientName(key, name, account, guess, "", sentence(match.reason))


def source_of_invoices(*, create: bool) -> Source | None:
    """Return the source of all files of invoices: their numbers identify them, whatever program wrote them."""
    if create:
        return Source.objects.get_or_create(tool=TOOL, key="")[0]
    return Source.objects.filter(tool=TOOL, key="").first()


@command
def decide_clients(*, by: Actor, batch_id: int, chosen: Mapping[str, str], now: datetime) -> None:
    """Save which account each client is: an account's id, `create`, `ignore`, or "" to decide again."""
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    if batch.tool != TOOL or batch.state not in queries.UNDECIDED:
        raise Refused(_("You can only match names before the file is imported."))
    source = source_of_invoices(create=True)
    known = set(Account.objects.values_list("pk", flat=True))
    noted = []
    for key, answer in chosen.items():
        row = Choice.objects.filter(source=source, kind="client", name_key=key[:420])
        if not answer:
            row.delete()
            continue
        target = whole_number(answer) or 0
        if answer not in (CREATE, IGNORE) and target not in known:
            raise Invalid(_("Choose one of the answers."), key)
        verdict = MATCH if target else answer
        Choice.objects.update_or_create(
            source=source, kind="client", name_key=key[:420], defaults={"verdict": verdict, "target": target}
        )
        noted.append({"kind": "client", "name": key, "verdict": verdict, "target": target})
    trail.record("import.names_decided", subject=batch, by=by, at=now, changes={"names": noted})
