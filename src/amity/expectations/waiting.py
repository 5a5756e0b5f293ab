"""Promises to keep, conflicts to settle, and what clients expect: where they wait for someone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter
from typing import Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_covered_manager, of_handled_accounts
from amity.accounts.waiting import named, naming_contact, weight_of
from amity.expectations import policy, queries, rules
from amity.expectations.changes import Move
from amity.expectations.commands import move_expectation
from amity.expectations.models import Conflict, ConflictOption, Expectation, ExpectationQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.shared.text import phrases
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, Together, days_late, sharing_accounts
from amity.waiting.stakes import Stakes, grown
from amity.waiting.todos import DECIDE, DELIVER

KEPT = "kept"
BY_DUE_DATE: Final = F("promised_until").asc(nulls_last=True)
STAKES: Final = {rules.AT_RISK: (3, 2), rules.MISSED: (4, 3)}
BY_DAY_TO_TELL: Final = F("speak_by").asc(nulls_last=True)

SETTLED: Final = ~Exists(Conflict.objects.filter(expectation=OuterRef("pk"), closed_at=None))
"""An expectation with an open conflict is listed as that conflict."""
COMPARED: Final = Exists(ConflictOption.objects.filter(conflict=OuterRef("pk")))
"""The options of a conflict are compared, so that one of them can be chosen."""


def register() -> None:
    """Register promises, conflicts and expectations."""
    kinds.register(CONFLICTS)
    kinds.register(PROMISES)
    kinds.register(EXPECTED)
    kinds.register(ENDANGERED)


def mark_met(by: Actor, expectation_id: int, sent: Sent, now: datetime) -> None:
    """Mark a promise as kept, or an expectation as met."""
    move_expectation(by=by, expectation_id=expectation_id, version=sent.version, move=Move(rules.MET), now=now)


def reopen(by: Actor, expectation_id: int, now: datetime) -> None:
    """Take that back."""
    seen = queries.expectation_seen_by(by, expectation_id)
    move = Move(rules.OPEN)
    move_expectation(by=by, expectation_id=expectation_id, version=seen.version, move=move, now=now)


def _live() -> ExpectationQuerySet:
    rows = Expectation.objects.filter(state__in=rules.LIVE)
    rows = rows.select_related("account__manager", "stated_by", "promised_by")
    return rows.prefetch_related(covers_along("account"))


def _promises(person: Person, today: date) -> "QuerySet[Expectation]":
    rows = any_of(_live().filter(kind=rules.PROMISE), Q(promised_by=person), of_covered_manager(person, "promised_by"))
    return rows.order_by(BY_DUE_DATE, "pk")


def _promises_on(by: Actor, account_id: int, today: date) -> "QuerySet[Expectation]":
    rows = _live().filter(kind=rules.PROMISE, account=account_id).visible_to(person_of(by))
    return rows.order_by(BY_DUE_DATE, "pk")


def _expected_on(by: Actor, account_id: int, today: date) -> "QuerySet[Expectation]":
    """Expectations on an account. One with an open conflict is listed as that conflict."""
    rows = _live().filter(SETTLED, account=account_id).exclude(kind=rules.PROMISE).visible_to(person_of(by))
    return rows.order_by("-pk")


def _both_on(by: Actor, account_id: int, today: date) -> "QuerySet[Expectation]":
    """Promises by due date, and expectations newest first."""
    promised = Q(kind=rules.PROMISE)
    rows = _live().filter(promised | Q(SETTLED), account=account_id).visible_to(person_of(by))
    return rows.order_by(
        Case(When(promised, then=F("promised_until"))).asc(nulls_last=True),
        Case(When(promised, then=F("pk")), default=-F("pk")),
    )


def _promise_items(by: Actor, rows: Sequence[Expectation], today: date) -> list[Item]:
    sharing_accounts(rows)
    found = [_item(by, row, row.promised_until, today, _lead(by, _promised(by, row), row)) for row in rows]
    return [
        replace(item, on_contact=replace(item, lead=_promiser(by, row))) for item, row in zip(found, rows, strict=True)
    ]


def _promiser(by: Actor, row: Expectation) -> str:
    """Return whose promise it is, without the contact."""
    if row.promised_by_id == by.person_id:
        return _("Your promise")
    return _("%(name)s’s promise") % {"name": row.promised_by.name if row.promised_by else ""}


def _promised(by: Actor, row: Expectation) -> str:
    if row.promised_by_id == by.person_id:
        return _("Promise to %(who)s")
    name = row.promised_by.name if row.promised_by else ""
    return _("%(name)s’s promise to %(who)s") % {"name": name, "who": "%(who)s"}


def _expected_items(by: Actor, rows: Sequence[Expectation], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [_item(by, row, row.promised_until, today, _lead(by, _("Expected by %(who)s"), row)) for row in rows]


def _lead(by: Actor, sentence: str, row: Expectation) -> str:
    return naming_contact(by, sentence, row.stated_by, row.account)


def stakes_of(row: Expectation, today: date) -> Stakes:
    """Return what an expectation means: more once it is at risk or missed, and more for those who decide."""
    client, agency = STAKES.get(row.state, (2, 2))
    late = days_late(row.promised_until, today)
    if row.kind == rules.PROMISE:
        client, agency = max(client, 3), max(agency, 3)
    return grown(client, agency, days_late=late, weight=weight_of(row.stated_by))


def _item(by: Actor, row: Expectation, due: date | None, today: date, lead: str) -> Item:
    may_change = bool(policy.may_change(person_of(by), row))
    stated_on = formats.day(row.stated_on, today) if row.stated_on else ""
    assumed = "" if row.stated_by else _("Assumed: no one has said so")
    return Item(
        id=row.pk,
        version=row.version,
        title=row.statement,
        address=address_with("expectations:expectation", row.pk),
        account=named(row.account),
        lead=lead,
        notes=[note for note in (assumed, phrases.shown(row.stated_in), stated_on) if note],
        due=due,
        days_late=days_late(due, today),
        acts=(KEPT,) if may_change else (),
        stakes=stakes_of(row, today),
        quote=row.client_words,
    )


def _endangered(person: Person, today: date) -> "QuerySet[Expectation]":
    """Expectations at risk or missed on the person's accounts. One with an open conflict waits as that conflict."""
    mine = of_handled_accounts(person)
    rows = _live().filter(mine, SETTLED, state__in=(rules.AT_RISK, rules.MISSED)).exclude(kind=rules.PROMISE)
    return rows.order_by("-state", "changed_at", "pk")


def _endangered_items(by: Actor, rows: Sequence[Expectation], today: date) -> list[Item]:
    return [
        replace(
            item,
            notes=[str(queries.STATES[row.state]), *item.notes],
            open=_("Agree what comes next"),
            form=address_with("expectations:move_expectation", row.pk) + f"?to={rules.RESET}",
        )
        for item, row in zip(_expected_items(by, rows, today), rows, strict=True)
    ]


def _conflicts(person: Person, today: date) -> "QuerySet[Conflict]":
    """Conflicts that the person owns, and on their accounts those that no one has answered or that no one owns."""
    handled = of_handled_accounts(person, "expectation__account_id")
    speaks = (Q(speaker=person), of_covered_manager(person, "speaker", "expectation__account"))
    rows = any_of(_open_conflicts(), Q(handled, answer=""), Q(handled, speaker=None), *speaks)
    return rows.order_by(BY_DAY_TO_TELL, "found_at")


def _conflicts_on(by: Actor, account_id: int, today: date) -> "QuerySet[Conflict]":
    seen = Expectation.objects.visible_to(person_of(by)).filter(account=account_id)
    return _open_conflicts().filter(expectation__in=seen.values("pk")).order_by(BY_DAY_TO_TELL, "found_at")


def _open_conflicts() -> "QuerySet[Conflict]":
    rows = Conflict.objects.filter(closed_at=None).annotate(is_compared=COMPARED)
    rows = rows.select_related("expectation__account__manager", "expectation__stated_by", "line", "speaker")
    return rows.prefetch_related(covers_along("expectation__account"))


def _conflict_items(by: Actor, rows: Sequence[Conflict], today: date) -> list[Item]:
    sharing_accounts([row.expectation for row in rows])
    return [_conflict_item(by, row, today) for row in rows]


def _conflict_item(by: Actor, row: Conflict, today: date) -> Item:
    item = Item(
        id=row.pk,
        title=row.believed,
        address=address_with("expectations:expectation", row.expectation_id) + f"#conflict-{row.pk}",
        account=named(row.expectation.account),
        lead=_lead(by, _("Expected by %(who)s"), row.expectation),
        notes=[
            _("Agreed: %(what)s") % {"what": row.agreed},
            *([row.line.title] if row.line else []),
            *_answer(by, row),
        ],
        due=row.speak_by,
        days_late=days_late(row.speak_by, today),
        since=_("found %(day)s") % {"day": formats.day(person_of(by).day_of(row.found_at), today)},
        open=_("Show conflict") if row.answer else _("Compare options"),
        stakes=grown(4, 4, days_late=days_late(row.speak_by, today), weight=weight_of(row.expectation.stated_by)),
        cause=f"conflict {row.pk}",
        quote=row.expectation.client_words,
    )
    if not policy.may_change(person_of(by), row.expectation):
        return item
    if row.answer:
        return replace(item, open=_("Record the outcome"), form=address_with("expectations:close_conflict", row.pk))
    if row.is_compared:  # type: ignore[attr-defined]  # annotated
        return replace(item, open=_("Choose the answer"), form=address_with("expectations:answer_conflict", row.pk))
    return item


def _answer(by: Actor, row: Conflict) -> list[str]:
    """Return our answer to a conflict and who tells the client, nothing while it isn't answered."""
    if not row.answer:
        return []
    notes = [_("Our answer: %(what)s") % {"what": queries.ANSWERS[row.answer]}]
    if row.speaker is not None and row.speak_by is not None:
        is_mine = row.speaker_id == by.person_id
        sentence = _("You tell the client %(by_day)s") if is_mine else _("%(name)s tells the client %(by_day)s")
        by_day = formats.day_with("by", row.speak_by, timezone.localdate())
        notes.append(sentence % {"name": row.speaker.name, "by_day": by_day})
    return notes


def _to_settle(items: Sequence[Item], total: int) -> str:
    """How many conflicts to settle, and by when."""
    due = min((item.due for item in items if item.due), default=None)
    if due is None:
        sentence = ngettext("There is one conflict to settle.", "There are %(count)s conflicts to settle.", total)
        return sentence % {"count": total}
    by_day = formats.day_with("by", due, timezone.localdate())
    sentence = ngettext(
        "There is one conflict to settle %(by_day)s.", "There are %(count)s conflicts to settle, the first %(by_day)s.",
        total,
    )  # fmt: skip
    return sentence % {"count": total, "by_day": by_day}


def _to_keep(items: Sequence[Item], total: int) -> str:
    """How late the promises are."""
    late = [item.days_late for item in items if item.days_late]
    if not late:
        return ""
    if len(late) == 1:
        sentence = ngettext("One promise is %(days)s day late.", "One promise is %(days)s days late.", late[0])
        return sentence % {"days": late[0]}
    return _("%(count)s promises are late.") % {"count": len(late)}


def _all_expected(account_id: int) -> str:
    return address_with("accounts:plan", account_id) + "#expectations"


TOGETHER = Together(rows=_both_on, key_of=lambda row: "promise" if row.kind == rules.PROMISE else "expectation")
PROMISES = Kind(
    key="promise", order=20, todo=DELIVER, icon="flag", label=lazy("Promises"),
    label_contact=lazy("We promised %(name)s"), finding=_to_keep,
    rows=_promises, by_roles=True,
    late=lambda today: Q(promised_until__lt=today), on_account=_promises_on, contact="stated_by",
    together=TOGETHER, items=_promise_items, opens_with=True,
    acts={KEPT: Act(label=lazy("Mark as kept"), run=mark_met, undo=reopen, done=lazy("Promise marked as kept."))},
)  # fmt: skip
EXPECTED = Kind(
    key="expectation", order=90, todo=DECIDE, icon="message-circle", label=lazy("Expectations"),
    label_contact=lazy("%(name)s expects"), only_names_contact=True,
    on_account=_expected_on, contact="stated_by", together=TOGETHER, items=_expected_items,
    most_open=3, all_open=_all_expected,
    acts={KEPT: Act(label=lazy("Mark as met"), run=mark_met, undo=reopen, done=lazy("Expectation marked as met."))},
)  # fmt: skip
ENDANGERED = Kind(
    key="expectation_at_risk", order=19, todo=DECIDE, icon="message-circle",
    label=lazy("Expectations at risk or missed"),
    rows=_endangered, by_roles=True, items=_endangered_items,
    acts={KEPT: Act(label=lazy("Mark as met"), run=mark_met, undo=reopen, done=lazy("Expectation marked as met."))},
)  # fmt: skip
CONFLICTS = Kind(
    key="conflict", order=10, todo=DECIDE, icon="arrows-exchange", label=lazy("Conflicts"),
    label_contact=lazy("Conflicts with what %(name)s expects"), only_names_contact=True, finding=_to_settle,
    holder_of=attrgetter("expectation"), rows=_conflicts, by_roles=True,
    late=lambda today: Q(speak_by__lt=today), on_account=_conflicts_on,
    contact="expectation__stated_by", items=_conflict_items, opens_with=True,
)  # fmt: skip
