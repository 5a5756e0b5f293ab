"""Notifications about items, to whoever has to act next, in their language."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.gate import policy
from amity.gate.models import Item
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.people.models import Person
from amity.shared.actor import Actor


def to_clear(item: Item, by: Actor, now: datetime) -> None:
    """Notify whoever is asked to clear an item."""

    def text() -> str:
        names = {"who": item.author.name, "what": item.subject, "account": item.account.name}
        return _("%(who)s submitted “%(what)s” for %(account)s") % names

    _tell(item, policy.clearer_of(item), text, now, by, waits="outgoing")


def asked_again(item: Item, person: Person, now: datetime) -> None:
    """Notify the stand-in that an item is past its time."""

    def text() -> str:
        return _("“%(what)s” for %(account)s is past its time. Can you clear it?") % _names(item)

    _tell(item, person, text, now, None, waits="outgoing")


def decided(item: Item, by: Actor, now: datetime, sentence: Callable[[], str]) -> None:
    """Notify the author of what someone decided. `sentence` has `%(who)s`, `%(what)s` and `%(account)s`."""

    def text() -> str:
        return sentence() % (_names(item) | {"who": by.label})

    _tell(item, item.author, text, now, by)


def returned(item: Item, by: Actor, now: datetime, cited: Callable[[], str]) -> None:
    """Notify the author that their item was returned, with the words of the record on which it was, if there is one."""

    def text() -> str:
        sentence, words = _("%(who)s returned “%(what)s” for %(account)s"), cited()
        if words:
            sentence = _("%(who)s returned “%(what)s” for %(account)s: %(why)s")
        return sentence % (_names(item) | {"who": by.label, "why": words})

    _tell(item, item.author, text, now, by, waits="outgoing_returned")


def stopped(item: Item, why: Callable[[], str], now: datetime) -> None:
    """Notify the author, and whoever clears, that an item was stopped before it went."""

    def text() -> str:
        return _("“%(what)s” for %(account)s didn’t go: %(why)s") % (_names(item) | {"why": why()})

    clearer = policy.clearer_of(item)
    _tell(item, item.author, text, now, None)
    if clearer is not None and clearer.pk != item.author_id:
        _tell(item, clearer, text, now, None)


def undelivered(item: Item, now: datetime) -> None:
    """Notify the author that an email wasn't delivered, or may not have been."""

    def text() -> str:
        return _("“%(what)s” for %(account)s wasn’t delivered") % _names(item)

    _tell(item, item.author, text, now, None, waits="outgoing_lost")


def _names(item: Item) -> dict[str, str]:
    return {"what": item.subject, "account": item.account.name}


def _tell(
    item: Item, person: Person | None, text: Callable[[], str], now: datetime, by: Actor | None, waits: str = ""
) -> None:
    notify(
        person=person, kind=kinds.OUTGOING, text=text, path=reverse("gate:item", args=[item.pk]), now=now, by=by,
        account=item.account.name, waits=(waits, item.pk) if waits else None,
    )  # fmt: skip
