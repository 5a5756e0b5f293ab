"""Context of a brief's page, read once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.urls import reverse

from amity.briefs import choices, places, policy, wording
from amity.briefs.budget import page as budget
from amity.briefs.budget.queries import buys_of
from amity.briefs.capacity import page as capacity
from amity.briefs.capacity.queries import freedom_between
from amity.briefs.conversion import page as conversion
from amity.briefs.estimate.queries import Estimate, estimate_of
from amity.briefs.fields import OF_ITEM
from amity.briefs.form_fields import OF_WORDS, plain_items
from amity.briefs.forms import BriefForm
from amity.briefs.items import needs
from amity.briefs.items import rules as items
from amity.briefs.items.states import NEED, OURS, ItemStates, is_filled, item_states_of
from amity.briefs.line_templates import queries as line_templates
from amity.briefs.lines import rows as line_table
from amity.briefs.lines.fields import Plan
from amity.briefs.lines.plans import replanned
from amity.briefs.lines.queries import rows_of
from amity.briefs.lines.rules import short_words
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.prefill.queries import offers_of
from amity.briefs.queries import brief_seen_by, roles_of
from amity.briefs.roles.forms import RoleForm
from amity.briefs.sizes.queries import sized
from amity.briefs.sizes.rules import NOTE
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.strategy.cards.queries import card_in_force
from amity.strategy.cards.queries import rows_of as card_rows
from amity.strategy.goals.queries import goals_of


def _steps(brief: Brief) -> list[tuple[Any, Any]]:
    """Return the steps of a brief with the words of the state that each led to, the newest first."""
    return [(wording.STATES[one.after], one) for one in brief.steps.select_related("contact").order_by("-pk")]


def context(by: Actor, brief: Brief, form: BriefForm, today: date, have: int | None = None) -> dict[str, Any]:
    """Return the context of `briefs/brief.html`."""
    person = person_of(by)
    buys = buys_of(brief, today, have=have)
    estimate = buys.estimate
    size = sized(brief, estimate, today)
    item_states = item_states_of(brief, estimate, size.size)
    eyes = budget.eyes_of(person, estimate)
    crafts = choices.discipline_names()
    card, goals = card_in_force(brief.account_id), goals_of(by, brief.account, today)
    brief.goal = next((row.goal for row in goals if row.goal.pk == brief.goal_id), brief.goal)
    write, edit = policy.may_write(person, brief), policy.may_edit(person, brief)
    return {
        "brief": brief,
        "size": wording.SIZES[size.size],
        "is_note": size.size == NOTE,
        "why_size": wording.size_sentence(brief, size, estimate.purchase.total.seconds, priced=eyes.fee),
        "state_word": wording.STATES[brief.state],
        "stages": [(state, wording.STATES[state]) for state in states.path_with(brief.state)],
        "is_open": brief.state in states.OPEN,
        "may_edit": edit,
        "may_say": policy.may_say(person, brief),
        "may_write": write,
        **(_moves(brief, size.size, item_states, asks=_asks(brief, estimate)) if write else {}),
        "form": form,
        **_fields(brief, form, item_states, fee=eyes.fee),
        "lines": line_table.line_rows(estimate, crafts, eyes, today=today),
        "removed": rows_of(brief, removed=True) if edit else [],
        "total": Money(estimate.purchase.total.price, brief.currency) if eyes.fee else None,
        "total_hours": estimate.purchase.total.seconds,
        "needs": needs.needs_of(brief, item_states, estimate),
        "needs_answers": bool(edit) and any(gap.blocks and gap.demand != items.HARD for gap in item_states.gaps),
        "blocked": bool(item_states.blocking),
        "goals": goals,
        "card": card,
        "sections": places.sections.seen_by(by, brief),
        "fillable": sum(len(one.values) for one in offers_of(brief, item_states.facts, card)) if edit else 0,
        "card_rows": [(label, lines) for label, lines in card_rows(card) if lines] if card else [],
        "roles": roles_of(brief),
        "role_form": RoleForm(choices=choices.brief_choices(brief.account, brief)) if edit else None,
        **_new_lines(crafts, edit=bool(edit)),
        "became": conversion.became(by, brief),
        "next_steps": conversion.next_steps(by, brief),
        "steps": _steps(brief),
        "sizes_table": needs.sizes_table(),
        "size_words": list(wording.SIZES.values()),
        "budget_words": wording.budget_label(brief) if eyes.fee else "",
        **budget.buys_context(brief, buys, eyes, crafts),
        **capacity.capacity_context(freedom_between(brief.wanted_from, brief.wanted_on, estimate.hours, today)),
    }


def _fields(brief: Brief, form: BriefForm, item_states: ItemStates, *, fee: bool) -> dict[str, Any]:
    """Return the fields of the form in their places. The client's words are open where they are missing or wrong."""
    more = rows_of_fields(brief, form, item_states, asked=False, fee=fee)
    need = _item(brief, NEED, form, item_states)
    return {
        "word_items": [*plain_items(form, ("title",)), need, *plain_items(form, *OF_WORDS)],
        "opens_words": not brief.client_words or any(name in form.errors for name in ("title", *OF_ITEM[NEED])),
        "main_rows": rows_of_fields(brief, form, item_states, asked=True, fee=fee),
        "more_rows": [*more, plain_items(form, ("door", "source"), ("retainer_id",), ("new_kind",))],
        "basis_item": plain_items(form, ("basis",))[0],
        "source_items": plain_items(form, ("known_from_id",), ("known_in",), ("known_on",)),
        "counts": _counts(item_states),
    }


def _counts(item_states: ItemStates) -> dict[str, int]:
    """Return how many items are known, assumed and to find out. A required item without a value is to find out."""
    known, assumed, asked, missing = map(
        item_states.count, (items.KNOWN, items.ASSUMED, items.TO_FIND_OUT, items.MISSING)
    )
    return {"known": known, "assumed": assumed, "ask": asked + missing}


def _new_lines(crafts: Mapping[int, str], *, edit: bool) -> dict[str, Any]:
    """Return what helps to type lines: the short words of disciplines, and the templates."""
    if not edit:
        return {"short_words": {}, "templates": []}
    return {"short_words": short_words(crafts.values()), "templates": line_templates.template_choices()}


def as_stored(by: Actor, brief_id: int, today: date) -> dict[str, Any]:
    """Return the stored values of a brief, for a page whose typed text could not be saved."""
    brief = brief_seen_by(by, brief_id)
    form = BriefForm(choices=choices.brief_choices(brief.account, brief), today=today)
    form.fill(brief)
    return context(by, brief, form, today)


def context_of_plan(
    by: Actor, brief_id: int, today: date, planned: Mapping[int, Plan], sentence: str
) -> dict[str, Any]:  # fmt: skip
    """Return the context for hours that someone else changed too.

    The fields keep the typed values, with both versions above.
    """
    shown = as_stored(by, brief_id, today)
    estimate, crafts = estimate_of(shown["brief"], today), choices.discipline_names()
    typed = replanned(shown["brief"], planned, today)
    return shown | {
        "lines": line_table.line_rows(estimate, crafts, shown["eyes"], typed, today=today),
        "plan_stale": line_table.both_plans(sentence, typed, crafts),
    }


def context_of_figures(
    by: Actor, brief_id: int, today: date, typed: Mapping[str, str], sentence: str
) -> dict[str, Any]:  # fmt: skip
    """Return the context for hours that aren't all numbers. The fields keep the typed text, with the sentence above."""
    shown = as_stored(by, brief_id, today)
    estimate, crafts = estimate_of(shown["brief"], today), choices.discipline_names()
    lines = line_table.line_rows(estimate, crafts, shown["eyes"], raw=typed, today=today)
    return shown | {"lines": lines, "plan_error": sentence}


TOGETHER: Final = (
    ("done_when",), ("goal", "measure", "baseline", "target"), ("audience", "constraints", "exclusions"),
    ("budget", "wanted_on"), ("approver", "account_manager", "manager"),
)  # fmt: skip
"""The items that share a part of the form, with the parts in order. The client's words are above, with the title."""


def rows_of_fields(
    brief: Brief, form: BriefForm, item_states: ItemStates, *, asked: bool, fee: bool
) -> list[list[dict[str, Any]]]:  # fmt: skip
    """Return the items with their fields, row by row: the required or filled ones, or all the others."""

    def belongs_here(item: str) -> bool:
        filled = any(getattr(brief, name) not in (None, "") for name in OF_ITEM[item])
        return (items.demand_of(item, item_states.size) != items.NOT or filled) is asked and (fee or item != "budget")

    rows = [[_item(brief, item, form, item_states) for item in row if belongs_here(item)] for row in TOGETHER]
    return [row for row in rows if row]


def _item(brief: Brief, item: str, form: BriefForm, item_states: ItemStates) -> dict[str, Any]:
    fact, names = item_states.facts.get(item), OF_ITEM[item][:1] if item == NEED else OF_ITEM[item]
    texts = [text for name in names if (text := wording.shown(brief, name))]
    state = item_states.states.get(item, "") or items.TO_FIND_OUT
    return {
        "item": item,
        "fields": [form[name] for name in names],
        "shown": texts,
        "state": state,
        "fact": fact,
        "filled": is_filled(brief, item),
        "sayable": is_filled(brief, item) and item not in OURS,
        "hard": items.demand_of(item, item_states.size) == items.HARD,
        "is_settled": state == items.KNOWN and bool(texts) and item != NEED and not form.is_bound,
    }


def _asks(brief: Brief, estimate: Estimate) -> bool:
    """Return whether converting the brief first asks for the price."""
    return brief.retainer_id is None and estimate.offer.is_open


def _address(brief: Brief, state: str) -> str:
    if state == states.next_at_client(brief.state):
        return reverse("briefs:record", args=[brief.pk])
    return reverse("briefs:move", args=[brief.pk, state])


def _moves(brief: Brief, size: str, item_states: ItemStates, *, asks: bool) -> dict[str, Any]:
    """Return the possible status changes: the next step as a button, the others for the menu.

    With an email on its way, to record the brief as sent isn't the next step: the email does, so it is in the menu.
    """
    found = _possible(brief, size, item_states, asks=asks)
    on_its_way = brief.state == states.DRAFT and bool(getattr(brief, "is_on_its_way", False))
    buttons = [one for one in found if one["main"]][:1]
    menu = [one for one in found if one not in buttons]
    if on_its_way and buttons and buttons[0]["state"] == states.WITH_CLIENT:
        return {"is_on_its_way": True, "moves": [], "other_moves": [*menu, *buttons]}
    return {"is_on_its_way": on_its_way, "moves": buttons or menu, "other_moves": menu if buttons else []}


def _possible(brief: Brief, size: str, item_states: ItemStates, *, asks: bool) -> list[dict[str, Any]]:
    """Return the possible status changes, the main one first. A blocked one is listed with its reason."""
    found = []
    for state in states.moves_from(brief.state, size):
        if state == states.CONVERTED:
            address, post = reverse("briefs:convert", args=[brief.pk]), not asks
        elif size == NOTE and brief.state == states.DRAFT and state == states.CONFIRMED:
            address, post = reverse("briefs:start", args=[brief.pk]), not asks
        else:
            address, post = _address(brief, state), False
        found.append(
            {
                "state": state,
                "label": wording.START if address.endswith("/start/") else wording.MOVES[state],
                "address": address,
                "post": post,
                "nonce": uuid4().hex,
                "blocked": state in states.COMPLETE and bool(item_states.blocking),
                "main": state in states.PATH and state != states.DRAFT,
            }
        )
    return found
