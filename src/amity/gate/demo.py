"""Emails of the demo agency: to clear, returned, sent, one whose delivery is unknown, and a check that went quiet."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import contact_named
from amity.accounts.models import Account
from amity.gate import hooks, queries, rules
from amity.gate.bundles.commands import bundle
from amity.gate.checks.letters import findings_of
from amity.gate.decisions.commands import clear, return_item
from amity.gate.email_templates.commands import add_template
from amity.gate.email_templates.fields import TemplateFields
from amity.gate.items.commands import submit, write_item
from amity.gate.items.fields import Ground, ItemFields
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.watch.commands import decide
from amity.gate.watch.queries import open_watch
from amity.gate.watch.rules import ON
from amity.outbox import hooks as outbox
from amity.outbox import rules as outgoing
from amity.outbox.commands import settle
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.stories import Crew, ago, rows

TABLE: Final = Path(__file__).with_suffix(".toml")
SENT, UNKNOWN, RETURNED = "sent", "unknown", "returned"


@dataclass(frozen=True, slots=True)
class Letter:
    """An email, and what became of it. Without an outcome it is as its lane has it. Those of one `bundle` go as one."""

    account: str
    author: str
    to: str
    subject: str
    body: str
    days_ago: int
    kind: str = rules.EMAIL
    outcome: str = ""
    ground: str = ""
    words: str = ""
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Weekly:
    """An email that went out every week, with one line of `news` each, the oldest first. Its warnings were answered."""

    account: str
    author: str
    to: str
    subject: str
    body: str
    news: tuple[str, ...]
    kind: str = rules.STATUS


def story(crew: Crew, *, now: datetime) -> None:
    """Write and submit the emails, and tell what became of them. Nothing leaves: the demo's server has no say in it."""
    _switch_on(now)
    boss = Person.objects.filter(held_roles__role=roles.ACCOUNT_DIRECTOR).order_by("pk").first()
    if boss is not None:
        for fields in rows(TABLE, TemplateFields, "templates"):
            add_template(by=actor_for(boss, "page"), fields=fields, now=ago(now, 40))
    for weekly in rows(TABLE, Weekly, "weekly"):
        _every_week(crew, weekly, now)
    bundles: dict[str, list[Item]] = {}
    for letter in rows(TABLE, Letter, "emails"):
        at, author = ago(now, letter.days_ago), Person.objects.get(pk=crew.id(letter.author))
        account = Account.objects.visible_to(author).filter(name=letter.account).first()
        if account is None:
            continue  # a small demo lacks the project that the author runs there
        item = _submitted(crew, letter, account, at)
        if letter.bundle:
            bundles.setdefault(letter.bundle, []).append(item)
        elif letter.outcome == RETURNED:
            ground = Ground(letter.ground, letter.words)
            by = crew.managing(letter.account)
            return_item(by=by, item_id=item.pk, digest=item.digest, ground=ground, now=at)
        elif letter.outcome:
            deliver(item, at, letter.outcome)
    for items in bundles.values():
        bundle(by=crew.acting(items[0].author.name), read=[(item.pk, item.digest) for item in items], now=now)


def _switch_on(now: datetime) -> None:
    """Tell how an account director switched the gate on, after the first two weeks."""
    watch = open_watch()
    if watch is None:
        return
    boss = Person.objects.filter(held_roles__role=roles.ACCOUNT_DIRECTOR).order_by("pk").first()
    if boss is not None:
        decide(by=actor_for(boss, "page"), version=watch.version, outcome=ON, now=min(watch.ends_at, now))


def _submitted(crew: Crew, letter: Letter, account: Account, at: datetime) -> Item:
    by = crew.acting(letter.author)
    fields = ItemFields(letter.subject, letter.body.strip(), (contact_named(letter.to),))
    item = write_item(by=by, account_id=account.pk, fields=fields, kind=letter.kind, now=at)
    submit(by=by, item_id=item.pk, version=item.version, now=at)
    return queries.item_seen_by(by, item.pk)


def _every_week(crew: Crew, weekly: Weekly, now: datetime) -> None:
    """Send an email a week, until the manager has answered the same warning so often that it goes quiet."""
    author = Person.objects.get(pk=crew.id(weekly.author))
    account = Account.objects.visible_to(author).filter(name=weekly.account).first()
    if account is None:
        return
    for number, news in enumerate(weekly.news):
        at = ago(now, 7 * (len(weekly.news) - number))
        body = weekly.body.replace("{news}", news)
        letter = Letter(weekly.account, weekly.author, weekly.to, weekly.subject, body, 0, weekly.kind)
        item = _submitted(crew, letter, account, at)
        if item.state in rules.WAITING:
            answers = {one.key: rules.CHECKED for one in findings_of(item).warnings}
            clear(by=crew.managing(weekly.account), item_id=item.pk, digest=item.digest, answers=answers, now=at)
        deliver(item, at)


def deliver(item: Item, at: datetime, outcome: str = SENT) -> None:
    """Release an email and tell how it ended, as the outbox would."""
    release(item_id=item.pk, now=at)
    item.refresh_from_db()
    item.state = rules.RELEASED
    item.save(update_fields=["state"])
    for message in Message.objects.filter(release_id=item.pk):
        message.claimed_at = at
        if outcome == SENT:
            message.reply = "250 2.0.0 accepted"
            settle(message, was_sent=True, now=at)
        else:
            message.state, message.last_error = outgoing.UNKNOWN, "SMTPServerDisconnected"
            message.save()
            outbox.tell(message, at)


def forget_later_messages() -> None:
    """Let no email know a message of the client that came after it was written: the story wrote it afterwards."""
    for item in Item.objects.exclude(known_message="").prefetch_related("recipients"):
        newest = hooks.heard(item.account_id, [one.contact_id for one in item.recipients.all()])
        if newest is not None and newest.at > item.created_at:
            item.known_message = ""
            item.save(update_fields=["known_message"])
