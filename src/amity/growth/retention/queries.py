"""The net fees of each account now and a year before, as far as the actor sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.growth.retention import rules
from amity.growth.retention.rules import Retention, Window
from amity.growth.retention.wallet import spend_elsewhere
from amity.profitability.books.load import Books, books
from amity.profitability.period.rules import chosen, period
from amity.profitability.statements.ledger import Ledger
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account's net fees a year before and now in the agency's currency. None is not known.

    `wallet` is our share in basis points of what it spends on the services whose spend is known, over twelve months.
    """

    id: int
    name: str
    before: int | None
    now: int | None
    wallet: int | None = None

    @property
    def kind(self) -> str:
        """Return the code of what became of it."""
        return rules.change_of(self.before, self.now)


@dataclass(frozen=True, slots=True)
class SeenRetention:
    """Retention as far as the actor sees it. Without `window` there are too few months to compare.

    `unknown` are accounts whose fees aren't known in both, which are left out.
    """

    currency: str
    sees_fee: bool
    first: int
    last: int
    window: Window | None
    whole: Retention | None
    accounts: Sequence[AccountChange]
    unknown: Sequence[AccountChange]
    concentration: int | None
    largest: str
    limit: int


def retention_seen_by(by: Actor, today: date) -> SeenRetention:
    """Return retention of the accounts the actor sees, over the longest comparable months up to a year."""
    own = books(by, today)
    year = chosen("", own.first, own.last, today)
    compared = rules.window(own.first, year.last)
    now: Mapping[int, int | None] = {}
    before: Mapping[int, int | None] = {}
    if compared is not None and own.view.fee:
        now = _fees(own, compared.first, compared.last, today)
        before = _fees(own, compared.first_before, compared.last_before, today)
    fees = _fees(own, year.first, year.last, today) if own.view.fee else {}
    elsewhere = spend_elsewhere(by, today) if own.view.fee else {}
    changes = [
        AccountChange(
            key,
            account.name,
            before.get(key),
            now.get(key),
            rules.wallet_share(fees.get(key) or 0, elsewhere.get(key)) if fees.get(key) is not None else None,
        )
        for key, account in own.accounts.items()
        if before.get(key, 0) != 0 or now.get(key, 0) != 0
    ]
    known = [one for one in changes if one.kind != "unknown"]
    share, largest = _concentration(own, fees)
    return SeenRetention(
        currency=own.currency, sees_fee=own.view.fee, first=own.first, last=year.last, window=compared,
        whole=rules.retention(
            {one.id: one.before or 0 for one in known}, {one.id: one.now or 0 for one in known}
        ) if known else None,
        accounts=sorted(known, key=lambda one: ((one.now or 0) - (one.before or 0), one.name)),
        unknown=[one for one in changes if one.kind == "unknown"], limit=own.limit("concentration"),
        concentration=share, largest=largest,
    )  # fmt: skip


def _concentration(own: Books, fees: Mapping[int, int | None]) -> tuple[int | None, str]:
    known = {key: value for key, value in fees.items() if value is not None}
    if not known:
        return None, ""
    largest = max(known, key=lambda key: known[key])
    return rules.concentration(known), own.accounts[largest].name


def _fees(own: Books, first: int, last: int, today: date) -> dict[int, int | None]:
    """Return the net fees of each account in a period, None where they aren't known."""
    ledger = Ledger(own, period(first, last, today))
    found: dict[int, int | None] = {}
    for key in own.accounts:
        whole = ledger.of_account(key)
        if whole.agi.value is not None:
            found[key] = whole.agi.value
        else:
            found[key] = None if whole.stirs else 0
    return found
