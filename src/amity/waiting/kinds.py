"""Kinds of things that wait for someone: how their rows are found, what an item says, and what can be done in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from amity.audit.words import Named
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.waiting.stakes import Stakes
from amity.waiting.todos import Todo

Text = str | Promise
Rows = QuerySet[Any, Any] | Sequence[Any]
OnAccount = Callable[[Actor, Any, date], QuerySet[Any, Any]]
"""Finds rows by an account's id. Their statement follows from the actor's roles, the settings and the date alone."""
OfContact = Callable[[Any], Q]
"""Returns the condition that rows are with a contact, by the contact's id."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Values of an act: the version that was read, and what was typed: a text, or hours in seconds."""

    version: int = 0
    text: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that can be done to an item in place.

    `asks` names the one value it needs; a channel is one of the usual ways to reach a client, or any words. `done` is
    the message afterwards, with `%(title)s`. `undo` takes it back. `is_last` ends the item rather than answers it: it
    is folded away behind the way to the item's page. It `opens` what it made: `run` returns the address. With `read`,
    the label of a button, whoever does it reads first what the item says: what is folded away unfolds with that.
    """

    label: Text
    run: Callable[[Actor, int, Sent, datetime], object]
    done: Text
    asks: Literal["", "hours", "sentence", "channel"] = ""
    question: Text = ""
    undo: Callable[[Actor, int, datetime], object] | None = None
    is_last: bool = False
    opens: bool = False
    read: Text = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What an act sends to a client contact: their name, the text, and the page on which it can be edited first."""

    to: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits. `acts` are the keys of those its reader may do; `open` labels the link to its own page.

    `lead` says in a few words whose turn it was before, `notes` what to know, the most important first; `since` is
    the small line below the due date. `stakes` are what it means for both sides. Items with the same `cause`, such as
    "project 12", are signs of one thing. `quote` is what the client said, in their words. `measure` is by how much it
    passed the threshold of its kind. `headline` is its title on a card where `title` is a bare name; with
    `repeats_lead` it contains the lead. `message` is what its first act sends. `form` is the address of a form that
    does what `open` says, drawn over the page. `step` counts the further thresholds it has passed: each ends what a
    person answered before. `on_contact` is how it reads on its contact's own page, without their name.
    `figures` are sentences with a number, each with the address of what it counts.
    With `leads_back`, its page returns to where it was opened. `within` is the work it is part of, shown where notes
    aren’t.
    """

    id: int
    title: str
    address: str
    version: int = 0
    account: Named | None = None
    lead: str | SafeString = ""
    notes: Sequence[str] = ()
    due: date | None = None
    days_late: int = 0
    since: str = ""
    acts: Sequence[str] = ()
    open: Text = ""
    stakes: Stakes | None = None
    cause: str = ""
    quote: str = ""
    measure: int = 0
    headline: str = ""
    repeats_lead: bool = False
    message: Message | None = None
    form: str = ""
    step: int = 0
    on_contact: "Item | None" = None
    leads_back: bool = False
    within: str = ""
    figures: Sequence[Named] = ()

    def opened_from(self, page: str) -> "Item":
        """Return the item as a list shows it: what leads back does so to the page of the list."""
        query = urlencode({"back": page}, safe="/")
        return replace(self, address=f"{self.address}?{query}") if self.leads_back else self

    @property
    def heading(self) -> str:
        """Return the title of a card: what is wrong with what."""
        return self.headline or self.title

    @property
    def named_heading(self) -> str:
        """Return the heading after the name of the account, if there is one."""
        if self.account is None:
            return self.heading
        return f"{self.account.name}{' · ' if self.headline else ': '}{self.heading}"

    @property
    def card_lead(self) -> str | SafeString:
        """Return the lead below the heading, "" where the heading already has it."""
        return "" if self.repeats_lead else self.lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Something that a person waits for from someone else, a client contact or a colleague.

    `subject` is the client or the work that it is about.
    """

    title: str
    who: str
    subject: str
    address: str
    due: date | None = None
    is_client: bool = False


def itself(row: Any) -> Any:
    """Return the row itself."""
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The rows of several kinds that are open on an account, in one query. `rows` has each kind's in that kind's order,
    `key_of` names the kind of a row. `of_contact` is the condition of a contact's rows, where the kinds have different
    columns of the contact.
    """

    rows: OnAccount
    key_of: Callable[[Any], str]
    of_contact: OfContact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """The page on which all items of a kind are answered. Several of them are one row, and one card on Today.

    `title` says how many they are, `open` labels the way to the page.
    """

    title: Callable[[int], str]
    open: Text
    address: Callable[[], str]


def never_late(row: Any, today: date) -> bool:
    """Return False: a row without a date is never late."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of things that wait. `todo` is what a person has to do about them, and the list that they are on.

    `rows` are those that wait for a person, `late` says which of them are past their date, or the moment `NOW`, and
    `is_late` says it of a row that isn't a model's;
    `on_account` are those open on an account that the actor can see, under `label_open`; kinds of the same table can
    read them `together`. `contact` names their column of the client contact, on whose page they are under
    `label_contact`, with `%(name)s`, without leads that `only_names_contact`. `by_roles`: the statement of its rows
    follows from the person's roles, the settings and the date alone, and so does that of `awaited_rows`. `by_moment`:
    so does that of its rows, but for the moment, which `moment_for` has a place for. `candidates`: without any of these
    there are no `rows`; they are by roles. `items` turns rows into items for an actor. `finding` says of items on an
    account what matters most, "" for nothing; `holder_of` returns what a row has its account from. An account's page
    draws `most_open` of them (0: all that are read) and leads to `all_open`, the address of the others by account id.
    `awaited` turns `awaited_rows` into what a person waits for from others. `measured` is the unit of the threshold
    that a person can raise for an account, "" for a kind without one. `one_page` is where all its items are answered
    together, if they are. `is_duty`: its items are the reader's own to do, and only they can put them off. An account
    `opens_with` kinds of what was promised, asked, in conflict or handed off, before all others. Search finds a kind
    by its label, by the labels of its acts, and by `words`.
    """

    key: str
    order: int
    todo: Todo
    icon: str
    label: Text
    label_open: Text = ""
    label_contact: Text = ""
    only_names_contact: bool = False
    items: Callable[[Actor, Sequence[Any], date], list[Item]]
    rows: Callable[[Person, date], Rows] | None = None
    late: Callable[[date], Q] | None = None
    is_late: Callable[[Any, date], bool] = never_late
    by_roles: bool = False
    by_moment: bool = False
    candidates: Callable[[Person, date], QuerySet[Any, Any]] | None = None
    on_account: OnAccount | None = None
    together: Together | None = None
    contact: str = ""
    finding: Callable[[Sequence[Item], int], str] | None = None
    holder_of: Callable[[Any], Any] = itself
    most_open: int = 0
    all_open: Callable[[int], str] | None = None
    acts: Mapping[str, Act] = field(default_factory=dict)
    awaited_rows: Callable[[Person, date], QuerySet[Any, Any]] | None = None
    awaited: Callable[[Person, Sequence[Any]], Sequence[Awaited]] | None = None
    measured: Literal["", "days", "percent"] = ""
    one_page: OnePage | None = None
    is_duty: bool = False
    opens_with: bool = False
    words: Text = ""

    @property
    def is_written_once(self) -> bool:
        """Return whether everyone with the same roles shares the statement of its rows."""
        return self.by_roles or self.by_moment


_kinds: Final[dict[str, Kind]] = {}


def register(kind: Kind) -> None:
    """Register a kind of a part."""
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    """Return all kinds in their order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def act_of(kind_key: str, act_key: str) -> Act:
    """Return an act of a kind. Raises `NotSeen`."""
    if kind_key not in _kinds or act_key not in _kinds[kind_key].acts:
        raise NotSeen(_("Not found."))
    return _kinds[kind_key].acts[act_key]


def naming(sentence: str, name: str, address: str = "") -> SafeString:
    """Return a sentence with the name in place of `%(who)s`, as a link where there is an address."""
    before, _mark, after = sentence.partition("%(who)s")
    who = format_html('<a href="{}" data-verbatim>{}</a>' if address else "<b data-verbatim>{1}</b>", address, name)
    return format_html("{}{}{}", before, who, after)


def headline_of(name: str, finding: str) -> str:
    """Return a headline such as "Launch: 6 days late". German nouns stay capitalised."""
    inside = finding if (get_language() or "").startswith("de") else finding[:1].lower() + finding[1:]
    return _("%(name)s: %(finding)s") % {"name": name, "finding": inside}


def late_headline(name: str, days: int) -> str:
    """Return the headline of something overdue, "" on its day."""
    late = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
    return headline_of(name, late) if days else ""


def sharing_accounts(rows: Sequence[Any]) -> None:
    """Give rows of the same account the same object, which remembers what rights on it were read once."""
    accounts: dict[int, Any] = {}
    for row in rows:
        if row.account is not None:
            row.account = accounts.setdefault(row.account_id, row.account)


def days_late(due: date | None, today: date) -> int:
    """Return for how many days something is overdue."""
    return max((today - due).days, 0) if due else 0
