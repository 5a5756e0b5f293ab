"""Labels of hand-offs, their statuses, blocks and items."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amity.accounts.contacts import queries as contact_queries
from amity.accounts.preferences.rules import refuses
from amity.agreements.fees import queries as agreements
from amity.agreements.wording import term_label, valued
from amity.briefs.wording import ITEMS
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.versions.rules import ADDED, CHANGED, DISLIKE, GONE, LIKE, MUST, NEVER, Item
from amity.monitoring.wording import NOT_ASKED
from amity.shared.money import Money
from amity.ui import formats


def kind_labels() -> dict[str, str]:
    """Return the labels of the kinds of hand-off."""
    return {
        rules.SMALL: _("small hand-off"),
        rules.FULL: _("full hand-off"),
        rules.RETAINER: _("retainer hand-off"),
        rules.SUCCESSION: _("permanent handover"),
        rules.COVER: _("cover"),
    }


def kinds_hint(known: str) -> str:
    """Return a hint on what each kind needs, or on a known kind."""
    hints = {
        "": _(
            "Small: five prompts, and one sentence in reply. Full and retainer: both sides in two columns, "
            "with each expectation read back."
        ),
        rules.SMALL: _("A small hand-off: five prompts, and one sentence in reply."),
        rules.FULL: _("A full hand-off: both sides in two columns, with each expectation read back."),
        rules.RETAINER: _("A retainer hand-off: both sides in two columns, with each expectation read back."),
    }
    return hints[known]


def state_labels() -> dict[str, str]:
    """Return the labels of the statuses."""
    return {
        rules.PREPARING: _("preparing"),
        rules.OFFERED: _("offered"),
        rules.ACCEPTED: _("accepted"),
        rules.CONDITIONS: _("accepted with conditions"),
        rules.RETURNED: _("returned"),
    }


def stages(handoff: Handoff) -> list[tuple[str, str]]:
    """Return the steps of a hand-off as labels, with the number of the offered version."""
    labels = state_labels()
    found = [(state, capfirst(labels[state])) for state in rules.path_with(handoff.state)]
    if handoff.number:
        stated = _("Offered, version %(number)s") % {"number": handoff.number}
        found = [(state, stated if state == rules.OFFERED else label) for state, label in found]
    return found


def no_move(handoff: Handoff, state: str) -> str:
    """Return why a change of status isn't possible, with the person who was first, if any."""
    labels = state_labels()
    if handoff.answered_by and handoff.state in (*rules.TAKEN, rules.RETURNED):
        return _("%(name)s has already answered %(what)s: %(state)s.") % {
            "what": handoff, "state": labels[handoff.state], "name": handoff.answered_by
        }  # fmt: skip
    return _("A hand-off that is %(before)s can’t become %(after)s.") % {
        "before": labels[handoff.state], "after": labels[state]
    }  # fmt: skip


def block_labels(kind: str = "") -> dict[str, str]:
    """Return the labels of the blocks, as headings."""
    in_it = _("Work in progress") if kind in rules.OF_ACCOUNTS else pgettext("of a project", "Scope")
    return {
        rules.WANT: _("What they want, in their words"),
        rules.DONE: _("Definition of done"),
        rules.MUST_NOT: _("Limits and no-gos"),
        rules.MONEY_AND_DATE: _("Money and date"),
        rules.PROMISE: _("What we promised"),
        rules.PEOPLE: _("People at the client, and how to work with them"),
        rules.SCOPE: in_it,
        rules.EXCLUSION: _("Out of scope"),
        rules.COMMERCIAL: _("Commercials"),
        rules.DATE: _("Dates"),
        rules.EXPECTATION: _("What the client expects"),
        rules.PREFERENCE: _("Likes and dislikes"),
        rules.OPEN: _("Still open"),
        rules.RISK: _("Risks"),
        rules.NOT_FOR_CLIENT: _("What not to say"),
    }


def nothing_labels() -> dict[str, str]:
    """Return the labels of the answer that there is nothing, for the blocks where that is usual."""
    return {
        rules.PROMISE: _("Nothing promised"),
        rules.EXCLUSION: _("Nothing out of scope"),
        rules.OPEN: _("Nothing open"),
        rules.NOT_FOR_CLIENT: _("Nothing to keep from the client"),
    }


def needs_table() -> list[tuple[str, list[str]]]:
    """Return the required blocks by kind: a block's label, and a word for each kind in order."""
    words = {True: _("required"), False: _("optional")}
    labels = block_labels()
    return [
        (label, [words[block in rules.NEEDED[kind]] if block in rules.BLOCKS[kind] else "–" for kind in rules.KINDS])
        for block, label in labels.items()
    ]


def prompt_labels() -> dict[str, str]:
    """Return the short labels of the five prompts."""
    return {
        rules.WANT: _("what they want"),
        rules.DONE: _("definition of done"),
        rules.MUST_NOT: _("limits and no-gos"),
        rules.MONEY_AND_DATE: _("money and date"),
        rules.PROMISE: _("what I promised"),
    }


def verdict_labels() -> dict[str, str]:
    """Return the labels of how an item differs from the accepted one."""
    return {ADDED: _("new"), CHANGED: _("changed"), GONE: _("gone")}


def part_labels() -> dict[str, str]:
    """Return the labels of values that belong to an item, and of items named by their key."""
    return {
        "hours": _("hours"),
        "rounds": _("revision rounds"),
        "acceptance": _("accepted when"),
        "price": _("price"),
        "roles": _("role"),
        "channel": _("prefers"),
        "standing": _("standing"),
        "fee_model": _("Fee model"),
        "fee": _("Fee"),
        "cap": _("Cap"),
        "hourly_rate": _("Hourly rate"),
        "included": _("Included per month"),
        "planned": _("Planned hours"),
        "value": _("Value"),
        "starts": _("Starts"),
        "ends": _("Ends"),
        "signed": _("Agreement"),
        "budget_low": _("Budget from"),
        "budget_high": _("Budget"),
        "approver": _("Approver"),
        "audience": _("Audience"),
        "wanted": _("Due date"),
        "constraints": _("Constraints"),
        "exclusions": _("Out of scope"),
        "measure": _("Measured by"),
        "baseline": _("Baseline"),
        "target": _("Target"),
        "to": _("promised to"),
        "until": _("due date"),
        "due": _("due"),
        "asked": _("request"),
        "meant": _("our interpretation"),
        "milestone": _("Milestone"),
    }


def spending_hints(keys: Collection[str]) -> dict[str, str]:
    """Return by key which of the amounts of a hand-off the project may spend, if it has both budget and fee."""
    fee = next((key for key in ("term.fee", "term.cap") if key in keys), "")
    budgets = [key for key in ("brief.budget_low", "brief.budget_high") if key in keys]
    if not fee or not budgets:
        return {}
    not_ours = _("the client’s limit, plan with the agreed fee")
    return {fee: _("agreed: the project works within this"), **dict.fromkeys(budgets, not_ours)}


def item_value(text: str, unit: str) -> str:
    """Format a value of an item for a person."""
    if unit.startswith("money:"):
        return formats.money(Money(int(text), unit.removeprefix("money:")))
    if unit.startswith("hourly:"):
        return formats.per_hour(Decimal(text), unit.removeprefix("hourly:"))
    if unit.startswith("term:"):
        return valued(text, unit.removeprefix("term:"))
    if unit == "seconds":
        return formats.hours(int(text))
    if unit == "day":
        return formats.dated(date.fromisoformat(text))
    return _vocabulary(unit).get(text, text)


def part_value(item: Item, text: str, unit: str) -> str:
    """Format a value that belongs to an item: the due date of a late promise says that it is late."""
    shown = item_value(text, unit)
    return _("%(day)s, late") % {"day": shown} if item.late and unit == "day" else shown


def _vocabulary(unit: str) -> Mapping[str, str]:
    """Return the labels of values that are codes of other parts."""
    words: Mapping[str, Callable[[], Mapping[str, str]]] = {
        "fee_model": agreements.fee_model_labels,
        "role": contact_queries.contact_role_labels,
        "channel": contact_queries.channel_labels,
        "standing": contact_queries.standing_labels,
        "asked": lambda: {"no": str(NOT_ASKED)},
        "field": lambda: {name: str(word) for name, word in ITEMS.items()},
    }
    return words[unit]() if unit in words else {}


def label_of(item: Item) -> str:
    """Return the label of an item whose key defines it, or "", also where its text begins with that label."""
    group, _dot, name = item.key.partition(".")
    if group == "agreed":
        return term_label(name)
    if group in ("preference", "card"):
        return _attitude(item)
    label = part_labels().get(name, "") if group in ("term", "brief") else ""
    return "" if _begins_with(item.text, label) else label


def _begins_with(text: str, label: str) -> bool:
    """Return whether a text already begins with a label and a colon, as people write it: "Out of scope: video"."""
    before, colon, _after = text.partition(":")
    return bool(colon) and before.strip().casefold() == label.casefold()


def _attitude(item: Item) -> str:
    """Return what the client thinks of an item. "Never" isn't put before "No health claims", which states it itself."""
    unit = item.unit or NEVER
    if unit == NEVER and refuses(item.text):
        return ""
    if not item.unit and item.key.startswith("preference."):
        return ""
    return {LIKE: _("Likes"), DISLIKE: _("Dislikes"), MUST: _("Must have"), NEVER: _("Never")}[unit]
