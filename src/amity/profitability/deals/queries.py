"""Load agreements with everything under them for the rules. Results are cached by their material."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import AgreementRecord, MilestoneRecord, PlacedLine, ProjectRecord, lines_of
from amity.profitability.deals.rules import Deal
from amity.profitability.measures.rules import Worked
from amity.profitability.terms.queries import deal, milestones, plan_of
from amity.retainers.queries import MODELS as RETAINED
from amity.retainers.terms.queries import facts_of
from amity.retainers.terms.rules import NO_FACTS, Facts
from amity.shared.caches.memo import Memo

NO_ROWS = Worked()
NO_FACTS_KEY = ((), (), (), ())
FactsKey = tuple[tuple[object, ...], ...]
"""The facts of a retainer or block, in a comparable form."""


class Material(NamedTuple):
    """Everything that a deal depends on. `today` is None where it changes nothing: the plan is that of a fixed fee."""

    agreement: AgreementRecord
    projects: tuple[ProjectRecord, ...]
    worked: tuple[Worked, ...]
    lines: tuple[PlacedLine, ...]
    milestones: tuple[tuple[MilestoneRecord, ...], ...]
    spent: tuple[tuple[ExpenseSum, ...], ...]
    facts: FactsKey
    today: date | None


DEALS: Memo[Material, Deal] = Memo(2_048)


def deals_of(
    agreements: Mapping[int, AgreementRecord],
    siblings: Mapping[int, ProjectRecord],
    sums: Mapping[int, Worked],
    today: date,
    spent: Iterable[ExpenseSum],
    *,
    with_hourly: bool = False,
) -> dict[int, Deal]:
    """Return the deal of each agreement. Plans and milestones are read if the fee depends on progress.

    With `with_hourly` the lines of agreements by time come along, for a page of a few that asks for them next.
    """
    expenses: defaultdict[int, list[ExpenseSum]] = defaultdict(list)
    for row in spent:
        expenses[row.project_id].append(row)
    members: defaultdict[int, list[ProjectRecord]] = defaultdict(list)
    for project in siblings.values():
        members[project.agreement_id or 0].append(project)
    fixed = {key for key, one in agreements.items() if one.fee_model == "fixed"}
    hourly = {key for key, one in agreements.items() if one.fee_model not in RETAINED} if with_hourly else set()
    lines = lines_of(fixed | hourly, "" if hourly else "fixed") if fixed else {}
    weighed = [key for key in fixed if agreements[key].completion_basis == "milestones"]
    promised = milestones(project.pk for key in weighed for project in members[key]) if weighed else {}
    retained = [one for one in agreements.values() if one.fee_model in RETAINED]
    known = facts_of(retained) if retained else {}
    found = {}
    for key, agreement in agreements.items():
        own = members[key]
        facts = known.get(key, NO_FACTS)
        material = Material(
            agreement,
            tuple(own),
            tuple([sums.get(project.pk, NO_ROWS) for project in own]),
            lines.get(key, ()) if key in fixed else (),
            tuple([tuple(promised[project.pk]) for project in own if project.pk in promised]) if promised else (),
            tuple([tuple(expenses[project.pk]) for project in own if project.pk in expenses]) if expenses else (),
            NO_FACTS_KEY if facts is NO_FACTS else _facts_key(facts),
            today if key in fixed else None,
        )
        found[key] = DEALS.get(material, partial(_made, material, today, facts, promised, expenses))
    return found


def _made(
    material: Material,
    today: date,
    facts: Facts,
    promised: Mapping[int, list[MilestoneRecord]],
    expenses: Mapping[int, list[ExpenseSum]],
) -> Deal:
    plan = plan_of(material.lines, material.agreement.signed_on, today)
    rows = dict(zip((project.pk for project in material.projects), material.worked, strict=True))
    return deal(material.agreement, material.projects, rows, plan, promised, today, expenses, facts)


def _facts_key(facts: Facts) -> FactsKey:
    return facts.terms, facts.top_ups, tuple(sorted(facts.units.items())), tuple(sorted(facts.given.items()))
