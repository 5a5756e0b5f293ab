"""The accounts of the demo, created by the director and filled by their managers."""

from amity.accounts import commands as accounts
from amity.accounts.contacts import commands as contact_commands
from amity.accounts.models import Account
from amity.demo.book.accounts import BOOKS, Book
from amity.demo.book.people import BEGIN
from amity.shared.stories import DIRECTOR, Calendar, Crew, moment


def open_accounts(crew: Crew, calendar: Calendar) -> dict[str, Account]:
    """Create every account with its email domain and contacts, and return them by name."""
    return {book.name: _open(crew, calendar, book, place) for place, book in enumerate(BOOKS)}


def _open(crew: Crew, calendar: Calendar, book: Book, place: int) -> Account:
    now = moment(calendar.day((BEGIN[0], 2 + place)))
    director = crew.acting(DIRECTOR)
    account = accounts.open_account(
        by=director, name=book.name, currency=book.currency, tier=book.tier, now=now,
        status="prospect" if book.status == "prospect" else "active",
        manager_id=crew.id(book.manager) if book.manager else None,
        director_id=crew.id(DIRECTOR) if book.manager else None,
    )  # fmt: skip
    by = crew.acting(book.manager) if book.manager else director
    accounts.set_domains(by=by, account_id=account.pk, domains=[book.domain], now=now)
    known: dict[str, int] = {}
    for client in book.contacts:
        first, _, last = client.name.removeprefix("Dr ").lower().partition(" ")
        plain = f"{first}.{last.replace(' ', '')}".replace("ü", "ue").replace("í", "i")
        contact = contact_commands.add_contact(
            by=by, account_id=account.pk, now=now,
            changes=contact_commands.ContactChanges(
                name=client.name, mail=f"{plain}@{book.domain}", title=client.title, roles=client.roles,
                standing=client.standing, standing_evidence=client.shown_by, reports_to_id=known.get(client.above),
            ),
        )  # fmt: skip
        known[client.name] = contact.pk
    return account


def rest_accounts(crew: Crew, calendar: Calendar, opened: dict[str, Account]) -> None:
    """Pause the accounts that no one has worked for recently."""
    for book in BOOKS:
        if book.status == "dormant":
            account = opened[book.name]
            account.refresh_from_db()
            accounts.move_account(
                by=crew.acting(book.manager), account_id=account.pk, version=account.version, status="dormant",
                now=moment(calendar.day((14, 20))),
            )  # fmt: skip
