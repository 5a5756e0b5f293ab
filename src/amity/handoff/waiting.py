"""Hand-offs in which it is someone's turn, those they have to begin, and conditions they have to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.queries import stand_ins_on
from amity.accounts.of_person import of_covered_manager, of_managed_accounts
from amity.accounts.waiting import named
from amity.handoff import policy, queries, rules, wording
from amity.handoff.answers.commands import got_it
from amity.handoff.answers.questions import with_open_questions
from amity.handoff.conditions.commands import finish_condition
from amity.handoff.models import Condition, Handoff
from amity.handoff.page import BlockShown, ItemShown, shown
from amity.handoff.preparation.first_page import first_page
from amity.handoff.read_backs.queries import with_unjudged
from amity.handoff.read_backs.waiting import TO_CONFIRM
from amity.handoff.stakes import (
    STATED_BY,
    begins_on,
    due_of,
    stakes_of,
    stakes_of_work,
    with_first_dates,
    with_offered,
)
from amity.handoff.versions.rules import TO_FIND_OUT, cut, read
from amity.handoff.waits import ANSWER, READ_BACKS, Waits, turn_of, waits_in
from amity.people.models import Person
from amity.people.queries import actor_for, person_of
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds, todos
from amity.waiting.kinds import Act, Awaited, Item, Kind, Sent, days_late, naming, sharing_accounts
from amity.waiting.stakes import grown

BESIDE = (
    "project__account__manager", "project__account_manager", "account__manager", "item", "giver", "taker",
    f"project__{STATED_BY}",
)  # fmt: skip
ACCEPT = "accept"
START = "start"
MET = "met"


def register() -> None:
    """Register hand-offs, read-backs to confirm, hand-offs to begin, and conditions."""
    kinds.register(HANDOFFS)
    kinds.register(TO_CONFIRM)
    kinds.register(TO_BEGIN)
    kinds.register(CONDITIONS)


def accept(by: Actor, handoff_id: int, sent: Sent, now: datetime) -> None:
    """Accept a small hand-off with one sentence. `version` is the number of the version that was read."""
    got_it(by=by, handoff_id=handoff_id, number=sent.version, sentence=sent.text, now=now)


def start(by: Actor, project_id: int, sent: Sent, now: datetime) -> str:
    """Start the hand-off of a project, and return the address of its page."""
    return first_page(by=by, project_id=project_id, now=now)


def meet(by: Actor, condition_id: int, sent: Sent, now: datetime) -> None:
    """Mark a condition as met."""
    finish_condition(by=by, condition_id=condition_id, now=now)


@dataclass(frozen=True, slots=True)
class Turn:
    """A hand-off with what waits in it."""

    handoff: Handoff
    waits: Sequence[Waits]


def _at_turn(person: Person, today: date) -> list[Turn]:
    """Hand-offs in which it is the person's turn. Read-backs to confirm are a kind of their own."""
    near = with_offered(with_first_dates(_near(person, today)))
    rows = list(near.select_related(*BESIDE).order_by("offered_at", "pk"))
    waits = waits_in(rows, today) if rows else {}
    turns = [Turn(row, [one for one in waits[row.pk] if one.kind != READ_BACKS]) for row in rows]
    mine = [turn for turn in turns if turn_of(person, turn.waits)]
    return sorted(mine, key=lambda turn: due_of(turn.handoff, person) or date.max)


def _near(person: Person, today: date) -> "QuerySet[Handoff]":
    """Hand-offs in which it may be the person's turn."""
    near = (Q(giver=person), *ways_managed(person, "taker"), Q(project__account_manager=person))
    return any_of(Handoff.objects.all(), *near, of_managed_accounts(person))


def _on_account(by: Actor, account_id: int, today: date) -> "QuerySet[Handoff]":
    rows = with_offered(with_first_dates(queries.handoffs_seen_by(by))).select_related(f"project__{STATED_BY}")
    return (
        with_unjudged(with_open_questions(rows))
        .filter(account=account_id, state__in=rules.OPEN_STATES)
        .order_by("-started_at")
    )


def _items(by: Actor, rows: Sequence[Turn] | Sequence[Handoff], today: date) -> list[Item]:
    """Return the items of turns, or of hand-offs whose turns were not read yet."""
    unread = [row for row in rows if isinstance(row, Handoff)]
    waits = waits_in(unread, today) if unread else {}
    turns = [Turn(row, waits[row.pk]) if isinstance(row, Handoff) else row for row in rows]
    return [_item(person_of(by), turn, today) for turn in turns]


def _words(person: Person, waits: Sequence[Waits]) -> str:
    """What the hand-off waits for: of the person, else of whoever it is."""
    shown = sorted(waits, key=lambda one: not one.is_of(person))
    return shown[0].sentence(person) if shown else ""


def _item(person: Person, turn: Turn, today: date) -> Item:
    row, due, kind = turn.handoff, due_of(turn.handoff, person), wording.kind_labels()[turn.handoff.kind]
    words = _words(person, turn.waits)
    offered = person.day_of(row.offered_at) if row.offered_at else None
    is_mine = bool(policy.may_take(person, row))
    other = row.giver if is_mine else row.taker
    lead = naming(_("From %(who)s") if is_mine else _("To %(who)s"), other.name) if other else ""
    is_answered_here = row.kind == rules.SMALL and turn_of(person, turn.waits) == ANSWER
    accepts_here = is_answered_here and is_mine
    quote, answers = _offered(row, person) if accepts_here else ("", [])
    return Item(
        id=row.pk,
        version=row.number,
        title=str(row),
        headline=_("Hand-off of %(what)s") % {"what": row},
        address=address_with("handoff:handoff", row.pk),
        account=named(row.account),
        lead=lead,
        quote=quote,
        notes=[note for note in (*answers, words, kind) if note],
        due=due,
        days_late=days_late(due, today),
        since=_("offered %(day)s") % {"day": formats.day(offered, today)} if offered else "",
        acts=(ACCEPT,) if accepts_here else (),
        open=_("Open hand-off"),
        stakes=stakes_of(row, due, today),
        cause=f"handoff {row.pk}",
    )


def _offered(row: Handoff, person: Person) -> tuple[str, list[str]]:
    """Return what accepting a small hand-off locks: what they want, and a sentence for each other block."""
    blocks = shown(row.kind, cut(read(getattr(row, "offered_blocks", None) or ()), int(person.money_right)), {})
    texts = {block.key: (block.label, _text_of(block)) for block in blocks if block.items}
    _label, want = texts.pop(rules.WANT, ("", ""))
    return want, [_("%(label)s: %(text)s") % {"label": label, "text": text} for label, text in texts.values()]


def _text_of(block: BlockShown) -> str:
    return "; ".join(_text_of_item(item) for item in block.items)


def _text_of_item(item: ItemShown) -> str:
    text = _("%(label)s: %(text)s") % {"label": item.label, "text": item.text} if item.label else item.text
    unknown = item.item.mark == TO_FIND_OUT
    finder = (
        [_("to find out, %(who)s") % {"who": item.item.who} if item.item.who else _("to find out")] if unknown else []
    )
    return " · ".join((text, *(more for _part, more in item.more), *finder))


def _not_begun(person: Person, today: date) -> "QuerySet[Project]":
    return queries.without_handoff(person)


def _to_begin(person: Person, today: date) -> list[Project]:
    """Projects whose hand-off the person, or whom they stand in for, has to begin."""
    found = queries.waiting_projects(actor_for(person, "page"))
    covered = stand_ins_on({one.account_id for one in found if one.account_id}, today)
    return [one for one in found if (covered.get(one.account_id or 0) or queries.giver_for(one.account, one)) == person]


def _begin_items(by: Actor, rows: Sequence[Project], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            title=row.name,
            headline=_("%(project)s needs a hand-off") % {"project": row.name},
            address=address_with("handoff:prepare", row.pk),
            account=named(row.account),
            lead=naming(_("To %(who)s"), row.manager.name) if row.manager else _("No project manager yet"),
            due=begins_on(row),
            days_late=days_late(begins_on(row), today),
            acts=(START,) if row.manager else (),
            open="" if row.manager else _("Hand off project"),
            stakes=stakes_of_work(row, begins_on(row), today),
            cause=f"project {row.pk}",
        )
        for row in rows
    ]


def _conditions(person: Person, today: date) -> "QuerySet[Condition]":
    mine = (Q(owner=person), of_covered_manager(person, "owner", "handoff__account"))
    rows = any_of(Condition.objects.filter(done_at=None), *mine)
    return rows.select_related("handoff__account", "handoff__project", "handoff__item").order_by("due_on", "pk")


def _conditions_on(by: Actor, account_id: int, today: date) -> "QuerySet[Condition]":
    seen = Handoff.objects.visible_to(person_of(by)).filter(account=account_id)
    rows = Condition.objects.filter(done_at=None, handoff__in=seen.values("pk"))
    return rows.select_related("handoff__account__manager", "handoff__project", "handoff__item").order_by(
        "due_on", "pk"
    )


def _condition_items(by: Actor, rows: Sequence[Condition], today: date) -> list[Item]:
    person = person_of(by)
    sharing_accounts([row.handoff for row in rows])
    return [
        Item(
            id=row.pk,
            title=row.text,
            address=address_with("handoff:handoff", row.handoff_id),
            account=named(row.handoff.account),
            lead=naming(_("Set by %(who)s"), row.set_by),
            notes=[str(row.handoff)],
            due=row.due_on,
            days_late=days_late(row.due_on, today),
            acts=(MET,) if row.owner_id == person.pk or policy.may_finish(person, row.handoff, row.owner_id) else (),
            stakes=grown(2, 3, days_late=days_late(row.due_on, today)),
            cause=f"handoff {row.handoff_id}",
        )
        for row in rows
    ]


def _awaited_rows(person: Person, today: date) -> "QuerySet[Handoff]":
    rows = Handoff.objects.filter(state=rules.OFFERED, offered_by=person).exclude(taker=person)
    return rows.select_related(*BESIDE).order_by("offered_at", "pk")


def _awaited(person: Person, rows: Sequence[Handoff]) -> list[Awaited]:
    return [
        Awaited(
            title=_("Answer to the hand-off: %(what)s") % {"what": row},
            who=row.taker.name if row.taker else "",
            subject=row.account.name if row.account else "",
            address=address_with("handoff:handoff", row.pk),
        )
        for row in rows
    ]


HANDOFFS = Kind(
    key="handoff", order=60, todo=todos.ANSWER, icon="arrows-exchange", label=lazy("Hand-offs"),
    rows=_at_turn, candidates=_near, on_account=_on_account, items=_items, opens_with=True,
    awaited_rows=_awaited_rows, awaited=_awaited,
    acts={
        ACCEPT: Act(
            label=lazy("Accept hand-off"), run=accept, asks="sentence",
            question=lazy("In one sentence: what will you deliver?"), done=lazy("Hand-off accepted."),
            read=lazy("Read hand-off"),
        )
    },
)  # fmt: skip
TO_BEGIN = Kind(
    key="begin",
    order=62,
    todo=todos.ANSWER,
    icon="arrows-exchange",
    label=lazy("Hand-offs to start"),
    rows=_to_begin,
    candidates=_not_begun,
    items=_begin_items,
    acts={START: Act(label=lazy("Hand off project"), run=start, done="", opens=True)},
)
CONDITIONS = Kind(
    key="condition", order=64, todo=todos.DELIVER, icon="checkbox", label=lazy("Conditions to meet"),
    rows=_conditions, by_roles=True, late=lambda today: Q(due_on__lt=today), on_account=_conditions_on,
    holder_of=attrgetter("handoff"), items=_condition_items,
    acts={MET: Act(label=lazy("Mark as met"), run=meet, done=lazy("Condition marked as met."))},
)  # fmt: skip
