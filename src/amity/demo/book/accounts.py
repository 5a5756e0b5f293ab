"""The eighteen accounts with their managers, project managers and contacts."""

from dataclasses import dataclass
from typing import Final

from amity.demo.book.people import TABLES
from amity.shared.stories import Codes, Day, rows


@dataclass(frozen=True, slots=True)
class Client:
    """A contact. `standing` comes with its evidence, and `above` is the contact they report to."""

    account: str
    name: str
    title: str
    roles: Codes
    standing: str = ""
    shown_by: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """An account. `service_hours` are the account manager's own time per year. No one works on it from `quiet_from`."""

    name: str
    domain: str
    tier: str = ""
    manager: str = ""
    project_manager: str = ""
    currency: str = "EUR"
    status: str = "active"
    service_hours: int = 0
    quiet_from: Day | None = None

    @property
    def contacts(self) -> list[Client]:
        """The account's contacts."""
        return [client for client in CLIENTS if client.account == self.name]


BOOKS: Final = rows(TABLES / "accounts.csv", Book)
BY_NAME: Final = {book.name: book for book in BOOKS}
CLIENTS: Final = rows(TABLES / "contacts.csv", Client)
QUIET_FROM: Final = {book.name: book.quiet_from for book in BOOKS if book.quiet_from}
