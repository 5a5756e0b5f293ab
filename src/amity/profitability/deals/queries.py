"""Load agreements with everything under them for the rules. Results are cached by their material."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from amity.agency.editions.keeping import kept_records
from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import (
    NO_LINES,
    AgreementRecord,
    Lines,
    MilestoneRecord,
    ProjectRecord,
    lines_of,
)
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


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """An agreement with all projects under it, visible or not, and its terms. Equal to itself alone.

    Lines and milestones are those of a fixed fee, on whose progress it depends.
    """

    agreement: AgreementRecord
    projects: tuple[ProjectRecord, ...]
    lines: Lines
    milestones: Mapping[int, list[MilestoneRecord]]
    facts: Facts

    @property
    def is_fixed(self) -> bool:
        """Return whether its fee is fixed."""
        return self.agreement.fee_model == "fixed"


class Material(NamedTuple):
    """Everything that a deal depends on. `today` is None where it changes nothing: the plan is that of a fixed fee."""

    contract: Contract
    worked: tuple[Worked, ...]
    spent: tuple[tuple[ExpenseSum, ...], ...]
    today: date | None


ContractKey = tuple[
    AgreementRecord, tuple[ProjectRecord, ...], Lines, tuple[tuple[int, tuple[MilestoneRecord, ...]], ...], FactsKey
]
CONTRACTS: Memo[ContractKey, Contract] = Memo(2_048)
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
    found = {}
    for key, contract in _contracts_of(agreements, siblings, with_hourly=with_hourly).items():
        own = contract.projects
        material = Material(
            contract,
            tuple([sums.get(project.pk, NO_ROWS) for project in own]),
            tuple([tuple(expenses[project.pk]) for project in own if project.pk in expenses]) if expenses else (),
            today if contract.is_fixed else None,
        )
        found[key] = DEALS.get(material, partial(_made, material, today, expenses))
    return found


def _made(material: Material, today: date, expenses: Mapping[int, list[ExpenseSum]]) -> Deal:
    own = material.contract
    plan = plan_of(own.lines, own.agreement.signed_on, today)
    rows = dict(zip((project.pk for project in own.projects), material.worked, strict=True))
    return deal(own.agreement, own.projects, rows, plan, own.milestones, today, expenses, own.facts)


def _contracts_of(
    agreements: Mapping[int, AgreementRecord], siblings: Mapping[int, ProjectRecord], *, with_hourly: bool
) -> dict[int, Contract]:
    """Return the contract of each agreement. A page reads those that were read in no page of the same edition."""
    known: dict[int, Contract] = kept_records("contracts", dict)
    missing = {key: one for key, one in agreements.items() if key not in known}
    if missing:
        known.update(_contracts(missing, siblings, with_hourly=with_hourly))
    return {key: known[key] for key in agreements}


def _contracts(
    agreements: Mapping[int, AgreementRecord], siblings: Mapping[int, ProjectRecord], *, with_hourly: bool
) -> dict[int, Contract]:
    members: defaultdict[int, list[ProjectRecord]] = defaultdict(list)
    for project in siblings.values():
        members[project.agreement_id or 0].append(project)
    fixed = {key for key, one in agreements.items() if one.fee_model == "fixed"}
    hourly = {key for key, one in agreements.items() if one.fee_model not in RETAINED} if with_hourly else set()
    lines = lines_of(fixed | hourly, "" if hourly else "fixed") if fixed else {}
    weighed = [key for key in fixed if agreements[key].completion_basis == "milestones"]
    promised = milestones(project.pk for key in weighed for project in members[key]) if weighed else {}
    retained = [one for one in agreements.values() if one.fee_model in RETAINED]
    facts = facts_of(retained) if retained else {}
    return {
        key: _contract(
            agreement,
            tuple(members[key]),
            lines.get(key, NO_LINES) if key in fixed else NO_LINES,
            {project.pk: promised[project.pk] for project in members[key] if project.pk in promised},
            facts.get(key, NO_FACTS),
        )
        for key, agreement in agreements.items()
    }


def _contract(
    agreement: AgreementRecord,
    projects: tuple[ProjectRecord, ...],
    lines: Lines,
    promised: Mapping[int, list[MilestoneRecord]],
    facts: Facts,
) -> Contract:
    dated = tuple([(key, tuple(rows)) for key, rows in promised.items()])
    key = agreement, projects, lines, dated, NO_FACTS_KEY if facts is NO_FACTS else _facts_key(facts)
    return CONTRACTS.get(key, lambda: Contract(agreement, projects, lines, promised, facts))


def _facts_key(facts: Facts) -> FactsKey:
    return facts.terms, facts.top_ups, tuple(sorted(facts.units.items())), tuple(sorted(facts.given.items()))
