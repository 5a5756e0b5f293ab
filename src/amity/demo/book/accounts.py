"""The eighteen accounts, who manages them and runs their projects, and the people there."""

from dataclasses import dataclass
from typing import Final

from amity.demo.book.people import TABLES
from amity.shared.stories import Codes, Day, rows


@dataclass(frozen=True, slots=True)
class Client:
    """Someone at the client; `standing` with what showed it; `above` is whom they report to."""

    account: str
    name: str
    title: str
    roles: Codes
    standing: str = ""
    shown_by: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """One account. `service_hours` are the account manager's own time in a year; from `quiet_from` on nobody works."""

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
        """The people there."""
        return [client for client in CLIENTS if client.account == self.name]


BOOKS: Final = rows(TABLES / "accounts.csv", Book)
BY_NAME: Final = {book.name: book for book in BOOKS}
CLIENTS: Final = rows(TABLES / "contacts.csv", Client)
QUIET_FROM: Final = {book.name: book.quiet_from for book in BOOKS if book.quiet_from}
