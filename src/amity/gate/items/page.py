"""Values of the pages of items: what is shown of one, its checks with their answers, and where it will go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.contacts.queries import active_of
from amity.accounts.preferences.queries import preferences_of
from amity.gate import hooks, policy, queries, rules, wording
from amity.gate.answering.registry import asks_question
from amity.gate.answering.texts import closing_of
from amity.gate.bundles.queries import beside, parts_of
from amity.gate.checks.registry import Finding, Findings
from amity.gate.checks.rules import BLOCK
from amity.gate.decisions import grounds
from amity.gate.edits.queries import edits_of
from amity.gate.edits.rules import CHANGE
from amity.gate.hooks import Heard, Writers
from amity.gate.items.history import step_rows
from amity.gate.items.marks import Segment, marked
from amity.gate.items.sender import trouble_of
from amity.gate.lanes.page import account_rows
from amity.gate.models import Item
from amity.gate.places import item_sections
from amity.gate.releases.page import lost_of
from amity.gate.standards.queries import standards
from amity.gate.watch.queries import found_after
from amity.outbox.queries import sender_address
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.links import Link

STATES = {BLOCK: "unwell", "warn": "watch"}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A finding on a page: its number, the state that colours it, its answer, and the chips it offers."""

    number: int
    finding: Finding
    answer: str
    words: str
    chips: Sequence[tuple[str, Any, bool]]

    @property
    def state(self) -> str:
        """Return the state whose colour and shape the row has."""
        return STATES[self.finding.level]

    @property
    def is_block(self) -> bool:
        """Return whether the finding blocks."""
        return self.finding.level == BLOCK

    @property
    def is_answered(self) -> bool:
        """Return whether it has been answered."""
        return bool(self.answer)


def check_rows(findings: Findings) -> list[CheckRow]:
    """Return the findings with their numbers and answers."""
    rows = []
    for number, one in enumerate(findings.found, 1):
        chip, words = findings.answered.get(one.key, ("", ""))
        chips = [(code, wording.CHIPS[code], code == chip) for code in one.chips] if one.level != BLOCK else []
        rows.append(CheckRow(number, one, chip, words, chips))
    return rows


def segments(text: str, rows: Sequence[CheckRow]) -> Sequence[Segment]:
    """Return a text with the words of findings marked."""
    return marked(text, [(row.number, row.state, row.finding.words) for row in rows])


def item_context(by: Actor, item: Item, found: Findings, now: datetime) -> dict[str, Any]:
    """Return what the page of an item shows, with what its checks found, and what the actor can do there.

    A client's answers and copies of the email begin once it has left.
    """
    findings = _findings(item, found, by)
    rows = check_rows(findings)
    waits, steps = item.state in rules.WAITING, step_rows(item)
    is_changed = any(row.step.verb == CHANGE for row in steps)
    return {
        "item": item,
        "checks": rows,
        "check_counts": counts(findings),
        "passed": findings.passed,
        "quiet": findings.quiet,
        "text": segments(item.body, rows),
        "closing": wording.with_link_named(item.closing or closing_of(item)),
        "to": [one for one in item.recipients.all() if one.way == rules.TO],
        "copies": [one for one in item.recipients.all() if one.way == rules.COPY],
        "files": [one.file for one in item.files.all()],
        "sender": (item.sender or sender_address()) if item.digest else "",
        "state_word": wording.STATES[item.state],
        "lane_word": wording.LANES.get(item.lane, ""),
        "because": wording.BECAUSE.get(item.lane_because, ""),
        "steps": steps,
        "readers": queries.readers_of(by, item, now) if waits else [],
        "lost": lost_of(item, by),
        "has_blocks": bool(findings.blocks),
        **_what_may_be_done(by, item),
        "broken": _broken(rows),
        "parts": parts_of(item),
        "answered": answered_by(item, by),
        "lane_rows": account_rows(item.account) if waits else [],
        "authors": list(wording.AUTHORS.values()),
        "after": found_after(item),
        "edits": edits_of(item, by) if is_changed else [],
        "goes_along": beside(by, item, now) if waits else [],
        "sections": [
            (one.template, one.load(by, [item.pk]).get(item.pk)) for one in item_sections.seen_by(by, item)
        ] if not waits else [],
    }  # fmt: skip


def _what_may_be_done(by: Actor, item: Item) -> dict[str, Any]:
    """Return what the actor can do with an item, by its state and their rights, and what they need for it."""
    person, waits, is_bundle = person_of(by), item.state in rules.WAITING, item.kind == rules.BUNDLE
    may_edit, may_settle = bool(policy.may_edit(person, item)), bool(policy.may_settle(person, item))
    may_clear = waits and bool(policy.may_clear(person, item))
    return {
        "may_clear": may_clear,
        "may_hold": may_clear and rules.move(rules.HOLD, item.state) is None,
        "may_change": may_clear and not is_bundle,
        "may_edit": may_edit and item.state in rules.OF_AUTHOR,
        "may_revise": may_edit and waits and not is_bundle,
        "may_withdraw": may_edit and rules.move(rules.WITHDRAW, item.state) is None and not is_bundle,
        "may_pull_back": rules.move(rules.PULL_BACK, item.state) is None and bool(policy.may_stop(person, item)),
        "may_settle": may_settle and item.state in rules.NOT_DELIVERED,
        "may_settle_question": may_settle and item.released_at is not None and asks_question(item),
        "may_set_lanes": queries.may_set_lanes(by, item.account),
        "may_take_apart": is_bundle and waits and bool(policy.may_bundle(person, item)),
        "trouble": trouble_of(item) if waits else "",
        "mailbox_page": mailbox_page(by, item.author),
        **(_grounds_to_return(by, item) if may_clear else {}),
    }


def mailbox_page(by: Actor, author: Person) -> str:
    """Return the address of the page on which an author connects their mailbox, or "" for other readers."""
    return next((address() for address in hooks.mailbox_page), "") if author.pk == by.person_id else ""


def _grounds_to_return(by: Actor, item: Item) -> dict[str, Any]:
    """Return what a clearer can name when they return an email."""
    return {
        "grounds": list(wording.GROUNDS.items()),
        "preferences": preferences_of(by, item.account),
        "expectations": grounds.expectations_of(item, by),
        "believers": active_of(item.account),
        "standards": standards(),
    }


def runs_checks(item: Item) -> bool:
    """Return whether the page of an item shows checks: unless it has left, and no finding was answered."""
    return item.state not in rules.GONE or bool(item.overrulings.all())


def _findings(item: Item, found: Findings, by: Actor) -> Findings:
    """Return what the checks found. Of an item that has left, only what was answered: the rest is about now."""
    now = found.seen_by(by)
    if item.state not in rules.GONE:
        return now
    return replace(now, found=[one for one in now.found if now.is_answered(one)], passed=(), quiet=())


def concealed_context(by: Actor, item: Item, now: datetime) -> dict[str, Any]:
    """Return what the page shows of an item whose text its reader can't read: account, author, state and time."""
    return {
        "title": wording.CONCEALED, "account": item.account, "author": item.author,
        "state_word": wording.STATES[item.state], "at": item.sent_at or item.changed_at,
        "places": tab_links(by, "all", now),
    }  # fmt: skip


def answered_by(item: Item, by: Actor) -> Heard | None:
    """Return the client's message that an item answers: the newest one its author knew, if the reader can open it."""
    if not item.known_message:
        return None
    newest = hooks.heard(*_writers(item))
    if newest is None or newest.reference != item.known_message or not newest.opens(by):
        return None
    return newest


def read_heard(items: Iterable[Item]) -> None:
    """Read at once what the recipients of items wrote last: the checks and `answered_by` ask for it."""
    hooks.heard_from({_writers(item) for item in items})


def _writers(item: Item) -> Writers:
    return item.account_id, frozenset(one.contact_id for one in item.recipients.all())


def counts(findings: Findings) -> list[tuple[str, str]]:
    """Return how many findings block and warn, each with its state."""
    blocks, warnings = len(findings.blocks), len(findings.warnings)
    found = []
    if blocks:
        found.append(("unwell", ngettext("%(count)s block", "%(count)s blocks", blocks) % {"count": blocks}))
    if warnings:
        found.append(("watch", ngettext("%(count)s warning", "%(count)s warnings", warnings) % {"count": warnings}))
    return found or [("well", _("no warning"))]


def _broken(rows: Sequence[CheckRow]) -> int:
    """Return the id of the first preference that is broken, which is the likely ground, or 0."""
    keys = [row.finding.key for row in rows if row.finding.key.startswith("preference:")]
    return int(keys[0].partition(":")[2]) if keys else 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An item in the list of what waits, with what its checks found."""

    item: Item
    address: str
    is_current: bool
    lane: Any
    counts: Sequence[tuple[str, str]]
    is_late: bool
    is_clean: bool


def queue_rows(items: Sequence[Item], found: Mapping[int, Findings], current: int, now: datetime) -> list[QueueRow]:
    """Return the rows of the list of what waits, with what the checks found by item."""
    rows = []
    for item in items:
        findings = found[item.pk]
        row = QueueRow(
            item=item,
            address=reverse("gate:item", args=[item.pk]),
            is_current=item.pk == current,
            lane=wording.WAITS.get(item.lane, ""),
            counts=counts(findings),
            is_late=item.clear_by is not None and item.clear_by < now,
            is_clean=not findings.blocks and not findings.warnings,
        )
        rows.append(row)
    return rows


def tab_links(
    by: Actor, current: str, now: datetime, waiting: int | None = None, lost: int | None = None
) -> list[Link]:  # fmt: skip
    """Return the tabs of *Going out*, with how many items wait and how many are `lost`, where these are known."""
    lost = queries.count_undelivered(by) if lost is None else lost
    count = queries.count_waiting(by, now)[0] if waiting is None else waiting
    return [
        Link(_("Waiting for you"), reverse("gate:queue"), current == "waiting", count=count or None),
        Link(_("All emails"), reverse("gate:items"), current == "all"),
        Link(_("Not delivered"), reverse("gate:undelivered"), current == "undelivered", count=lost or None),
        Link(_("My predictions"), reverse("gate:beliefs"), current == "beliefs"),
    ]


def compared(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any]:
    """Return both versions of an item that changed while someone read it."""
    return {"before": before, "after": after}
