"""Who does what in the demo: the default, accounts that answer for themselves, objectives, covers, questions."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from amity.accounts.covers import commands as cover_commands
from amity.accounts.models import Account
from amity.charter.duties import commands as duty_commands
from amity.charter.duties.commands import DutyFields
from amity.charter.duties.rules import Questions
from amity.charter.objectives import commands as objective_commands
from amity.charter.objectives.commands import ObjectiveFields
from amity.demo.book.clients import EDDA, NADIA
from amity.demo.crew import Crew
from amity.demo.staff.cast import DIRECTOR
from amity.facts import commands as facts
from amity.shared.refs import Ref

ANSWERS: Final = {
    "Larkfield Dairy": Questions("pm", "everything", ""),
    "Tessel Bank": Questions("am", "nothing", "director"),
    "Marram Trust": Questions("one_hat", "", ""),
}
"""Accounts that answer for themselves; "" takes the agency's answer."""

PURSUED: Final = (
    ("Osprey Rail", ObjectiveFields("client_goal", "Tickets sold in the app", Decimal(20), Decimal(4), "percent"),
     ("9", "Dana Whitlock", 12)),
    ("Osprey Rail", ObjectiveFields("margin", "Delivery margin 50%", Decimal(50)), None),
    ("Osprey Rail", ObjectiveFields("dates_kept", "Nine dates in ten kept", Decimal(90)), None),
    ("Osprey Rail", ObjectiveFields("clients_word", "Client score, 8 or more", Decimal(8)), None),
    ("Larkfield Dairy", ObjectiveFields("margin", "Delivery margin 55%", Decimal(55)), None),
    (
        "Larkfield Dairy", ObjectiveFields("clients_word", "Client score, 8 or more", Decimal(8)),
        ("9", "Maud Larkin", 30),
    ),
    ("Kestrel Bikes", ObjectiveFields("clients_word", "Client score, 8 or more", Decimal(8)), ("6", "Tom Brandt", 40)),
    ("Orla Ferries", ObjectiveFields("client_goal", "Bookings without a call", Decimal(60), Decimal(35), "percent"),
     ("52", "Bríd Hanlon", 9)),
)  # fmt: skip
"""Objectives with what was read last: a figure, who said so, how many days ago."""


def draw_lines(crew: Crew, opened: dict[str, Account], *, now: datetime) -> None:
    """Say who does what, what is pursued, who stands in, and what is still to find out."""
    duty_commands.set_questions(by=crew.acting(DIRECTOR.name), account_id=None, asked=Questions(), now=now)
    for name, asked in ANSWERS.items():
        by = _manager(crew, opened[name])
        duty_commands.set_questions(by=crew.acting(by), account_id=opened[name].pk, asked=asked, now=now)
    _by_hand(crew, opened["Osprey Rail"], now)
    _pursue(crew, opened, now)
    _cover(crew, opened, now)
    _ask(crew, opened, now)


def _manager(crew: Crew, account: Account) -> str:
    return EDDA if account.manager_id == crew.id(EDDA) else NADIA


def _by_hand(crew: Crew, osprey: Account, now: datetime) -> None:
    """Three duties of the largest account that someone changed."""
    by, version = crew.acting(NADIA), 0
    for duty, said in (
        ("strategy", DutyFields("shared", "person", "sponsor", "account_manager",
                              "Hanne writes it, Nadia agrees it with Helen", crew.id("Hanne Berg"))),
        ("data_access", DutyFields("distinct", "person", "procurement", rule="Only Nadia asks",
                                 person_id=crew.id("Samuel Oduya"))),
        ("working_mail", DutyFields("shared", "project_manager", "day_to_day", "account_manager",
                                  "The project manager writes, Nadia is copied in")),
    ):  # fmt: skip
        charter = duty_commands.change_duty(
            by=by, account_id=osprey.pk, duty=duty, fields=said, version=version, now=now
        )
        version = charter.version


def _pursue(crew: Crew, opened: dict[str, Account], now: datetime) -> None:
    for name, said, read in PURSUED:
        account = opened[name]
        by = crew.acting(_manager(crew, account))
        objective = objective_commands.set_objective(by=by, account_id=account.pk, fields=said, now=now)
        if read:
            value, who, days = read
            objective_commands.read_objective(
                by=by, objective_id=objective.pk, value=Decimal(value), read_on=now.date() - timedelta(days=days),
                said_by=who, now=now,
            )  # fmt: skip


def _cover(crew: Crew, opened: dict[str, Account], now: datetime) -> None:
    """Edda is away: Nadia stands in."""
    today = now.date()
    note = "The pier closes for the season on Friday, and Renske knows. Don’t promise the intranet before the new year."
    cover_commands.set_cover(
        by=crew.acting(EDDA), account_id=opened["Halyard Ports"].pk, stand_in_id=crew.id(NADIA),
        starts_on=today, ends_on=today + timedelta(days=9), note=note, now=now,
    )  # fmt: skip


def _ask(crew: Crew, opened: dict[str, Account], now: datetime) -> None:
    """What is not known of the client's side: asked of colleagues, and once assumed."""
    for name, duty, who, asks, days, note in (
        ("Osprey Rail", "data_access", "Ravi Menon", NADIA, 10, "Piotr should know who gives us access to their data."),
        ("Halyard Ports", "complaint", EDDA, DIRECTOR.name, 6, "Renske handles everything there. Who is above her?"),
        ("Kestrel Bikes", "relationship", NADIA, DIRECTOR.name, 4, "Ada Voss is seeing other agencies. Our sponsor?"),
    ):  # fmt: skip
        question = facts.Question(crew.id(who), now.date() + timedelta(days=days), note)
        facts.ask(
            by=crew.acting(asks), about=Ref.to(opened[name]), field=f"duty.{duty}", question=question, now=now
        )  # fmt: skip
    assumed = facts.FactFields("Siobhan Reid forwards them", state="assumed")
    about = Ref.to(opened["Larkfield Dairy"])
    facts.state_fact(by=crew.acting(NADIA), about=about, field="duty.invoices", fields=assumed, now=now)
