"""Places on account pages that other parts fill in `AppConfig.ready`.

`tabs` entries name an address that takes the account's id; such a page extends `accounts/page.html`, fills its block
`tab`, and takes its context from `pages.tab_context`. `people` loaders return (name, duty) by account id. `columns`
take `AccountColumn`s, whose loader returns the cell's plain value by account id.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from amity.accounts.models import Contact
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.lists.columns import Draw, Kind
from amity.ui.slots import Entry, Slot

tabs = Slot("account.tabs")
"""`AccountTab`s: Conversation 5, Open now 10, Work 20, Money 30, Plan 40, People 90."""
heads = Slot("account.head")
"""`AccountHead`s, drawn under the account's name with `account` and `loaded`: health 5, the strategy's goal 10."""
columns_of_reader: Final[list[Callable[[Actor], Mapping[str, Any]]]] = []
"""Columns about the reader, read in the statement for the account. They follow from the reader's roles and id."""
adds = Slot("account.adds")
"""`Adding`s: what can be added to the list of open things: promise 10, expectation 20, client input 30, preference 34.

Those with a `short` label are buttons, the others are in a menu."""
beside = Slot("account.beside")
"""`AccountSection`s beside what is open: joint objectives 20, next dates 25, stand-in 28, risks and blockers 30."""
beside_conversation = Slot("account.beside_conversation")
"""`AccountSection`s beside the conversation: what we promised 10, what we are waiting for 20, the next talk 30."""
below = Slot("account.below")
"""`AccountSection`s below what is open: jobs 10."""
plan = Slot("account.plan")
"""`AccountSection`s of the tab Plan: strategy 10, goals 20, objectives 20, expectations 30, preferences 40."""
people_pages = Slot("account.people_pages")
"""Further pages about the people of an account, reached from the tab People: who does what 10."""
people = Slot("account.people")
"""People on our team besides the account manager and the director, each with their duty."""
lists = Slot("account.lists")
"""Lists shown side by side under Accounts: accounts 10, agreements 25."""
new_work = Slot("account.new_work")
"""What can be started for an account, the first as the primary button of its pages: small job 10."""
with_contact = Slot("contact.start")
"""What can be started from the page of a contact; `?contact=` and their id goes along: note 10."""
contact_row = Slot("contact.row")
"""What can be started from a contact's row on the tab People; `?contact=` and their id goes along: email 10."""
contact_buttons = Slot("contact.buttons")
"""Buttons about a contact, drawn by `template` with `contact`: on their page, and on the account's tab People."""
beside_contact = Slot("contact.beside")
"""`ContactSection`s in the right column of a contact's page: the last and the next talk 10."""
columns = Slot("account.columns")
"""Columns of the list of accounts: used of budget 10, margin 20, next date 30, blocker 40, net fees 50."""
views = Slot("account.views")
"""Views of the list of accounts, as its tabs: below target 10, something late 20, blocked 30."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHead(Entry):
    """A line under an account's name. `of` returns what it draws from the account, or None, by its `columns`.

    These are read in the statement for the account. They follow from the account alone, whoever reads it.
    """

    columns: Callable[[], Mapping[str, Any]]
    of: Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTab(Entry):
    """A tab of an account. `behind` are the rows that its count counts, one set of them beside the other, by its id.

    Their statement follows from the actor's roles, the settings and the date alone.
    """

    behind: Callable[[Actor, Any], Sequence[QuerySet[Any]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding(Entry):
    """A page that adds something to an account. `query` fills in what its form asks.

    `&contact=` and the id of a contact fill in who it is at the client, and lead back to their page.
    """

    query: str

    def address(self, subject: Any = None) -> str:
        """Return the page's URL with the query."""
        return f"{Entry.address(self, subject)}{self.query}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSection(Entry):
    """A section of an account's page, drawn with `account`, `rights` and `loaded`.

    `of` loads it from the account the page has read. With `only_filled` it isn't drawn where nothing was loaded.

    On the tab Plan a section that `is_shown` is always open, in the right column if it is `aside`. Every other one is
    a line that unfolds: its label, and in words what is in it. `summary` writes those from what was loaded. A section
    that is filled once the page is shown has them in `data-summary`.
    """

    of: Callable[[Any, Any], Any]
    aside: bool = False
    is_shown: bool = False
    summary: Callable[[Any], str] | None = None
    only_filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSection(Entry):
    """A section of a contact's page, drawn with `contact`, `account` and `loaded`, which `of` loads."""

    of: Callable[[Actor, Contact], Any]


def itself(value: Any) -> Any:
    """Return the loaded value itself as the cell's value."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountColumn(Entry):
    """A column of the list of accounts. `right` is the money right its cells need; `template` or `draw` draws the cell.

    Columns with the same loader load once, and each selects its own value with `pick`. A column sorts by what
    `order_of` reads from what was loaded, otherwise by its value. `worst` says how bad it is, the lowest number first.
    `why` and `link` return what a figure opens, as those of a `Column`, from what was loaded.
    """

    kind: Kind = "text"
    right: MoneyRight = MoneyRight.NONE
    style: str = ""
    aside: bool = False
    leading: bool = False
    pick: Callable[[Any], Any] = itself
    draw: Draw | None = None
    why: Callable[[Any], str] | None = None
    link: Callable[[Any], str] | None = None
    order_of: Callable[[Any], Any] | None = None
    worst: Callable[[Any], int | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView(Entry):
    """A view of the list of accounts: those of which `shows` is true for what the loader found, on a day."""

    right: MoneyRight = MoneyRight.NONE
    shows: Callable[[Any, date], bool]
