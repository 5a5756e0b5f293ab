"""Briefs for tests, made through the usual commands."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from amity.accounts.models import Account, Contact
from amity.agency.models import CardPrice, CostRate
from amity.briefs import commands
from amity.briefs.fields import BriefFields
from amity.briefs.items import commands as items_commands
from amity.briefs.items import rules as items
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief, BriefLine
from amity.briefs.moves.commands import MoveFields, move_brief
from amity.briefs.queries import brief_seen_by
from amity.facts.commands import Question, ask
from amity.facts.queries import fact_on
from amity.people import rules as roles
from amity.people.models import Discipline, Person
from amity.shared.refs import Ref
from amity.strategy.models import Goal
from tests.builders import MONDAY, acting, make_cost_rate

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

HOUR = 3600
KNOWN = items_commands.Basis(items.KNOWN, "Gwen Pryce", date(2026, 11, 20), "call")


def make_crafts() -> dict[str, Discipline]:
    """Return three disciplines at 150, 125 and 130 euros an hour, each with an hourly cost of 60."""
    found = {}
    for name, price in (("Strategy", 150), ("Design", 125), ("Development", 130)):
        craft = Discipline.objects.create(name=name)
        CardPrice.objects.create(discipline=craft, currency="EUR", valid_from=date(2020, 1, 1), per_hour=Decimal(price))
        found[name] = craft
    if not CostRate.objects.exists():
        make_cost_rate("60")
    return found


def make_contact(account: Account, name: str = "Gwen Pryce") -> Contact:
    """Return the contact of that name at the client, created once."""
    mail = f"{name.replace(' ', '.').lower()}@larkfield.example"
    contact, _new = Contact.objects.get_or_create(account=account, mail=mail, defaults={"name": name})
    return contact


def make_brief(by: Person, account: Account, **said: Any) -> Brief:
    """Return a brief with a title."""
    values: dict[str, Any] = {"title": "Spring promotion", **said}
    return commands.open_brief(
        by=acting(by), account_id=account.pk, fields=BriefFields(**values), basis=KNOWN, now=MONDAY
    )


def make_whole_brief(by: Person, account: Account, runs: Person, **said: Any) -> Brief:
    """Return a complete short brief, with one line of 100 hours of design."""
    contact = make_contact(account)
    goal = Goal.objects.create(
        account=account, title="Butter to 15%", begun_on=date(2026, 1, 1), added_at=MONDAY, changed_at=MONDAY
    )
    values: dict[str, Any] = {
        "client_words": "Nobody knows we also make butter.", "stated_by_id": contact.pk,
        "stated_on": date(2026, 11, 20),
        "stated_in": "call", "goal_id": goal.pk, "measure": "recipe cards asked for", "target": "6,000",
        "exclusions": "media, print", "approver_id": contact.pk, "manager_id": runs.pk, "budget_kind": "cap",
        "budget_high": 2_400_000, "wanted_on": date(2027, 3, 1), **said,
    }  # fmt: skip
    brief = make_brief(by, account, **values)
    design = Discipline.objects.filter(name="Design").first() or make_crafts()["Design"]
    make_brief_line(by, brief, ((design.pk, 100 * HOUR),))
    return brief_seen_by(acting(by), brief.pk)


def confirm_brief(by: Person, brief: Brief) -> Brief:
    """Return a brief after it was sent to the client and confirmed by email."""
    for state in ("with_client", "confirmed"):
        version, fields = brief_seen_by(acting(by), brief.pk).version, MoveFields(stated_in="mail")
        move_brief(by=acting(by), brief_id=brief.pk, version=version, state=state, fields=fields, now=MONDAY)
    return brief_seen_by(acting(by), brief.pk)


def make_brief_line(by: Person, brief: Brief, hours: tuple[tuple[int, int], ...] = (), **said: Any) -> BriefLine:
    """Return a line of a brief."""
    values: dict[str, Any] = {"title": "Pages and recipe cards", "hours": hours, **said}
    return lines.add_line(by=acting(by), brief_id=brief.pk, fields=LineFields(**values), now=MONDAY)


def ask_about(by: Person, brief: Brief, item: str, owner: Person) -> None:
    """Make an item one to find out by the end of the week."""
    about, asked = Ref.to(brief), Question(owner.pk, date(2026, 11, 27))
    fact = fact_on(about, item)
    ask(by=acting(by), about=about, field=item, question=asked, version=fact.version if fact else 0, now=MONDAY)


def grow(scene: "Scene", rows: int) -> None:
    """Add `rows` briefs to the account of the scene, and as many lines to its brief."""
    by, account = scene.viewers[roles.ACCOUNT_MANAGER], Account.objects.get(pk=scene.known["account_id"])
    brief = Brief.objects.get(pk=scene.known["brief_id"])
    for number in range(rows):
        make_brief(by, account, title=f"Wish {number}")
        make_brief_line(by, brief, title=f"Part {number}")
