"""The client side of the scene: one of each goal, expectation, preference and so on, so that every URL has
an object.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact
from amity.accounts.preferences import commands as preferences
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields
from amity.expectations.conflicts import commands as conflict_commands
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.monitoring.changes import EntryFields, InputFields
from amity.monitoring.expectations import commands as expectation_commands
from amity.monitoring.inputs import commands as input_commands
from amity.monitoring.risks import commands as risk_commands
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.strategy.cards import commands as card_commands
from amity.strategy.changes import CardFields, GoalFields, GoalReadingFields
from amity.strategy.goals import commands as goal_commands
from tests.builders import MONDAY, acting, make_project
from tests.builders import make_account as _account
from tests.matrix.rights import AM, DIRECTOR, PM


def client_side(account: Account, site: Project, viewers: Mapping[str, Person]) -> dict[str, int]:
    """Create a goal with a reading, a strategy in preparation, an expectation, a preference, a risk and a
    client input.
    """
    by = acting(viewers[AM])
    cleo = Contact.objects.get(name="Cleo Client")
    heard = Evidence(cleo.pk, date(2026, 11, 12), "steering call", "Both languages, from day one.")
    goal = goal_commands.set_goal(
        by=by, account_id=account.pk, evidence=heard, now=MONDAY,
        fields=GoalFields("Tickets in the app", "share of tickets", "%", Decimal(6), Decimal(15)),
    )  # fmt: skip
    read = GoalReadingFields(Decimal(8), date(2026, 11, 2), "Ticket system")
    reading = goal_commands.read_goal(by=by, goal_id=goal.pk, reading=read, now=MONDAY)
    said = CardFields(goal="Make the train obvious", audience="Drivers", message="There before you park")
    card = card_commands.draft_card(by=by, account_id=account.pk, fields=said, now=MONDAY)
    expectation = expectation_commands.expect_on_project(
        by=by, project_id=site.pk, fields=ExpectationFields("The site comes in Welsh", evidence=heard), now=MONDAY
    )
    other = _other(viewers)
    weighed, answered = (_conflict(other, by, said) for said in ("Cards in Welsh", "Signs in Welsh"))
    chosen = ConflictAnswerFields("adjust", "They open later")
    conflict_commands.answer_conflict(by=by, conflict_id=answered, version=1, fields=chosen, now=MONDAY)
    taste = preferences.PreferenceFields("No guarantees", evidence=heard, check_kind="phrase", check_value="guarantee")
    preference = preferences.keep_preference(by=by, account_id=account.pk, fields=taste, now=MONDAY)
    risk = EntryFields(
        "One writer only", project_id=site.pk, client_effect=2, agency_effect=3, response="Find a second one"
    )
    entry = risk_commands.add_entry(by=by, fields=risk, now=MONDAY)
    needed = InputFields(
        "Station photos", date(2026, 11, 20), project_id=site.pk, contact_id=cleo.pk, asked_on=date(2026, 11, 9)
    )
    asked = input_commands.ask_input(by=by, fields=needed, now=MONDAY)
    unasked = input_commands.ask_input(
        by=by, fields=InputFields("Opening times", date(2027, 6, 1), project_id=site.pk), now=MONDAY
    )
    return {
        "goal_id": goal.pk, "reading_id": reading.pk, "card_id": card.pk, "expectation_id": expectation.pk,
        "preference_id": preference.pk, "risk_id": entry.pk, "input_id": asked.pk, "unasked_id": unasked.pk,
        "conflict_id": weighed, "answered_conflict_id": answered,
        "account_without_card_id": other.pk,
    }  # fmt: skip


def _conflict(account: Account, by: Actor, statement: str) -> int:
    """Create an expectation that conflicts with what was agreed."""
    ferdia, _new = Contact.objects.get_or_create(account=account, name="Ferdia Nolan")
    said = ExpectationFields(statement, evidence=Evidence(ferdia.pk, date(2026, 11, 12), "mail"))
    made = expectations.record_expectation(by=by, account_id=account.pk, fields=said, now=MONDAY)
    found = ConflictFields("English only", (OptionFields("adjust", 1, 1), OptionFields("decline", -4, 1)))
    conflict = conflict_commands.find_conflict(by=by, expectation_id=made.pk, version=1, fields=found, now=MONDAY)
    return conflict.pk


def _other(viewers: Mapping[str, Person]) -> Account:
    """Create another account of the same people, with no strategy in preparation."""
    other = _account("Larkfield Dairy", manager=viewers[AM], director=viewers[DIRECTOR])
    make_project(other, name="Range", manager=viewers[PM])
    return other
