"""What the demo's clients want, expect, like and owe us: written down by whoever would, in the days before today."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from amity.accounts.evidence import NONE, Evidence
from amity.accounts.models import Account, Contact
from amity.accounts.preferences import commands as preferences
from amity.demo.book.client_wishes import AIMS, CARDS, NADIA, TASTES, WISHES
from amity.demo.book.troubles import NEEDS, TROUBLES
from amity.demo.book.wishes import Aim, Card, Clash, Heard, Need, Taste, Trouble, Wish
from amity.demo.crew import Crew
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import commands as conflict_commands
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.models import Expectation
from amity.monitoring.changes import ChaseFields, EntryFields, EntryMove, InputFields, InputMove
from amity.monitoring.expectations import commands as expectation_commands
from amity.monitoring.inputs import commands as input_commands
from amity.monitoring.risks import commands as risk_commands
from amity.projects.models import Milestone, Project
from amity.shared.actor import Actor
from amity.shared.values import value_of
from amity.strategy.cards import commands as card_commands
from amity.strategy.changes import CardFields, CardMove, Cause, GoalFields, GoalReadingFields
from amity.strategy.goals import commands as goal_commands


class ClientSide:
    """The accounts, people and projects that the words of the story name, and the day it is told on."""

    def __init__(self, crew: Crew, accounts: dict[str, Account], now: datetime) -> None:
        self.crew, self.accounts, self.now = crew, accounts, now
        self.contacts = dict(Contact.objects.values_list("name", "pk"))

    def by(self, account: str) -> Actor:
        """Who answers for the account."""
        manager = self.accounts[account].manager
        return self.crew.acting(manager.name if manager else NADIA)

    def day(self, ago: int) -> date:
        """A day counted back from the one the story is told on."""
        return self.moment(ago).date()

    def moment(self, ago: int) -> datetime:
        """The same as a moment, never after the one the story is told at."""
        return self.now - timedelta(days=max(ago, 0)) if ago > 0 else self.now

    def coming(self, days: int) -> date:
        """A day still to come, or, below zero, one that has gone."""
        return self.now.date() + timedelta(days=days)

    def heard(self, heard: Heard | None) -> Evidence:
        """Evidence in the shape that commands take."""
        if heard is None:
            return NONE
        return Evidence(self.contacts[heard.who], self.day(heard.ago), heard.where, heard.words)

    def project(self, account: str, name: str) -> Project | None:
        """A project of the account; None where the story names none, or the demo is a small one without it."""
        return Project.objects.filter(account=self.accounts[account], name=name).first() if name else None


def write_down(crew: Crew, accounts: dict[str, Account], *, now: datetime) -> None:
    """Goals, strategy, expectations, preferences, the register and client input of the story's accounts."""
    side = ClientSide(crew, accounts, now)
    for aim in AIMS:
        _aim(side, aim)
    for card in CARDS:
        _card(side, card)
    for wish in WISHES:
        _wish(side, wish)
    for taste in TASTES:
        _taste(side, taste)
    for trouble in TROUBLES:
        _trouble(side, trouble)
    for need in NEEDS:
        _need(side, need)


def _aim(side: ClientSide, aim: Aim) -> None:
    by, since = side.by(aim.account), side.moment(aim.heard.ago)
    said = GoalFields(
        aim.title, aim.measure, aim.unit, _figure(aim.baseline), _figure(aim.target),
        side.coming(aim.target_in) if aim.target_in else None,
    )  # fmt: skip
    account_id = side.accounts[aim.account].pk
    goal = goal_commands.set_goal(by=by, account_id=account_id, fields=said, told=side.heard(aim.heard), now=since)
    for ago, value, source in aim.readings:
        reading = GoalReadingFields(Decimal(value), side.day(ago), source)
        goal_commands.read_goal(by=by, goal_id=goal.pk, reading=reading, now=side.moment(ago))
    if aim.revised:
        target, why, heard = aim.revised
        goal.refresh_from_db()
        goal_commands.revise_goal(
            by=by, goal_id=goal.pk, version=goal.version, now=side.moment(heard.ago),
            fields=replace(value_of(goal, GoalFields), target=_figure(target)),
            cause=Cause("client_word", why, side.heard(heard)),
        )  # fmt: skip


def _card(side: ClientSide, card: Card) -> None:
    by, began = side.by(card.account), side.moment((card.agreed.ago if card.agreed else 10) + 6)
    said = CardFields(card.goal, card.audience, card.message, card.must, card.must_not, card.measures)
    made = card_commands.draft_card(by=by, account_id=side.accounts[card.account].pk, fields=said, now=began)
    moves = [CardMove("agreed_inside")]
    if card.agreed:
        moves += [CardMove("agreed_with_client", side.heard(card.agreed)), CardMove("in_force")]
    for move in moves:
        when = began if move.state == "agreed_inside" else side.moment(card.agreed.ago if card.agreed else 0)
        made = card_commands.move_card(by=by, card_id=made.pk, version=made.version, move=move, now=when)


def _wish(side: ClientSide, wish: Wish) -> None:
    by, when = side.by(wish.account), side.moment(wish.heard.ago)
    said = ExpectationFields(
        statement=wish.statement, kind=wish.kind, evidence=side.heard(wish.heard),
        promised_by_id=side.crew.id(wish.promised_by) if wish.promised_by else None,
        promised_until=side.coming(abs(wish.promised_in)) if wish.promised_in is not None else None,
    )  # fmt: skip
    project = side.project(wish.account, wish.project)
    if project:
        made = expectation_commands.expect_on_project(by=by, project_id=project.pk, fields=said, now=when)
    else:
        account_id = side.accounts[wish.account].pk
        made = expectations.record_expectation(by=by, account_id=account_id, fields=said, now=when)
    for state, note, statement, heard in wish.then:
        move = Move(state, note, statement, side.heard(heard))
        at = side.moment(heard.ago if heard else max(wish.heard.ago - 1, 0))
        made = expectations.move_expectation(by=by, expectation_id=made.pk, version=made.version, move=move, now=at)
    if wish.conflict:
        _conflict(side, wish.conflict, by, made)


def _conflict(side: ClientSide, conflict: Clash, by: Actor, made: Expectation) -> None:
    """What was agreed instead, the ways to answer it, and the one that was chosen."""
    said = ConflictFields(conflict.agreed, tuple(OptionFields(*option) for option in conflict.options))
    found = conflict_commands.find_conflict(
        by=by, expectation_id=made.pk, version=made.version, fields=said, now=side.moment(conflict.ago)
    )
    answer = ConflictAnswerFields(
        conflict.answer, conflict.why, side.crew.id(conflict.speaker), side.coming(conflict.speak_in)
    )
    conflict_commands.answer_conflict(
        by=by, conflict_id=found.pk, version=found.version, fields=answer, now=side.moment(conflict.ago)
    )


def _taste(side: ClientSide, taste: Taste) -> None:
    kind, value = taste.check
    said = preferences.PreferenceFields(
        text=taste.text, attitude=taste.attitude, scope=taste.scope, basis=taste.basis, note=taste.note,
        holder_id=side.contacts[taste.heard.who] if taste.own and taste.heard else None,
        evidence=side.heard(taste.heard), check_kind=kind, check_value=value,
    )  # fmt: skip
    when = side.moment(taste.heard.ago if taste.heard else 30)
    account_id = side.accounts[taste.account].pk
    preferences.keep_preference(by=side.by(taste.account), account_id=account_id, fields=said, now=when)


def _trouble(side: ClientSide, one: Trouble) -> None:
    by, project = side.by(one.account), side.project(one.account, one.project)
    client, agency = one.effects
    said = EntryFields(
        title=one.title, kind=one.kind, side=one.side, client_effect=client, agency_effect=agency,
        project_id=project.pk if project else None, account_id=side.accounts[one.account].pk,
        waiting=one.waiting, waits_since=side.day(one.waits) if one.waits else None, raised_by_client=one.by_client,
        response=one.response, owner_id=side.crew.id(one.owner) if one.owner else None,
        due_on=side.coming(one.due_in) if one.due_in else None,
    )  # fmt: skip
    entry = risk_commands.add_entry(by=by, fields=said, now=side.moment(one.ago))
    for state, note in one.then:
        move, at = EntryMove(state, note), side.moment(max(one.ago - 2, 0))
        entry = risk_commands.move_entry(by=by, entry_id=entry.pk, version=entry.version, move=move, now=at)


def _need(side: ClientSide, need: Need) -> None:
    by, project = side.by(need.account), side.project(need.account, need.project)
    milestone = Milestone.objects.filter(project=project, name=need.milestone, delivered_on=None).first()
    said = InputFields(
        what=need.what, due_on=side.coming(need.due_in), contact_id=side.contacts[need.who],
        project_id=project.pk if project else None, account_id=side.accounts[need.account].pk,
        milestone_id=milestone.pk if milestone and project else None,
    )  # fmt: skip
    one = input_commands.ask_input(by=by, fields=said, now=side.moment(need.asked))
    for ago, channel, note in need.chased:
        chase = ChaseFields(side.day(ago), channel, note)
        input_commands.chase_input(by=by, input_id=one.pk, fields=chase, now=side.moment(ago))
    if need.then:
        state, words, days = need.then
        day = side.coming(days) if days is not None else None
        move = InputMove(state, note=words)
        if state == "late":
            move = InputMove(state, cause=words, moved_to=day)
        elif state == "promised":
            move = InputMove(state, on=day, note=words)
        input_commands.move_input(by=by, input_id=one.pk, version=one.version, move=move, now=side.now)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
