"""Decisions for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.decisions import commands
from amity.decisions.consultations import commands as consultations
from amity.decisions.models import Consultation, Decision
from amity.decisions.rules import Asked, Choice, DecisionFields, FactLine, OptionFields
from amity.people.models import Person
from amity.people.queries import token_hash
from tests.builders import MONDAY, acting, make_person
from tests.matrix.rights import AM, DIRECTOR

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

LAST = date(2039, 12, 31)
TOKEN = "the-token-of-an-expert"

GOOD = OptionFields("Change order", client_relationship=2, agency_relationship=3)
DEAR = OptionFields("At no charge", client_relationship=3, agency_relationship=-3, client_cost=0, agency_cost=2_000_000)
PLAIN = OptionFields("Later", client_relationship=-1, agency_relationship=1)


def opened(person: Person, account: Account, *options: OptionFields, **fields: object) -> Decision:
    """Open a decision with these options."""
    given = DecisionFields("Do we launch in Welsh too?", **fields)  # type: ignore[arg-type]
    return commands.open_decision(
        by=acting(person), account_id=account.pk, fields=given, options=options or (GOOD, DEAR), now=MONDAY
    )


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an open decision with a fact and a question to the account manager, and one that has been made."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    by = viewers[AM]
    decision, made = opened(by, account, GOOD, PLAIN), opened(by, account, GOOD, PLAIN)
    fact = commands.add_fact(by=acting(by), decision_id=decision.pk, fact=FactLine("English only"), now=MONDAY)
    asked = consultations.ask_colleague(
        by=acting(viewers[DIRECTOR]), decision_id=decision.pk, asked=Asked(by.pk, due_on=LAST), now=MONDAY
    )
    Consultation.objects.filter(pk=asked.pk).update(token_hash=token_hash(TOKEN))
    option = decision.options.order_by("pk")[0]
    choice = Choice(made.options.order_by("pk")[0].pk, "Both win")
    commands.decide(by=acting(by), decision_id=made.pk, version=1, choice=choice, now=MONDAY)
    return {
        "decision_id": decision.pk, "made_decision_id": made.pk, "decision_fact_id": fact.pk,
        "decision_option_id": option.pk, "consultation_id": asked.pk, "advice_token": TOKEN,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add decisions with everything they have, for the query counts."""
    account = Account.objects.get(pk=int(scene.known["account_id"]))
    by = scene.viewers[AM]
    decision = Decision.objects.get(pk=int(scene.known["decision_id"]))
    for number in range(rows):
        opened(by, account)
        commands.add_option(by=acting(by), decision_id=decision.pk, fields=PLAIN, now=MONDAY)
        commands.add_fact(by=acting(by), decision_id=decision.pk, fact=FactLine(f"Fact {number}"), now=MONDAY)
        person = make_person(f"Adviser {decision.consultations.count()}")
        consultations.ask_colleague(
            by=acting(by), decision_id=decision.pk, asked=Asked(person.pk, due_on=LAST), now=MONDAY
        )
