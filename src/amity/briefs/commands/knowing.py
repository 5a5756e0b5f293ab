"""Whether what a brief says is known or only assumed, kept as facts; and what becomes of a question's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from amity.briefs.models import Brief
from amity.briefs.queries.standing import OURS, is_filled
from amity.briefs.rules import items
from amity.briefs.said import OF_ITEM, TEXTS
from amity.briefs.wording import value_said
from amity.facts import commands as facts
from amity.facts import queries as facts_queries
from amity.facts.commands import Said
from amity.facts.models import Fact
from amity.shared.actor import Actor
from amity.shared.refs import Ref


@dataclass(frozen=True, slots=True)
class Basis:
    """How we know what was just typed: `state` known or assumed, and who at the client said so, when and where."""

    state: str = items.ASSUMED
    said_by: str = ""
    said_on: date | None = None
    said_where: str = ""


def tell(*, by: Actor, brief: Brief, changed: Iterable[str], basis: Basis, now: datetime) -> None:
    """State each item that changed. What was emptied falls away; a question about it is answered by filling it."""
    about = Ref.to(brief)
    stands = facts_queries.facts_on(about)
    for item in (item for item in OF_ITEM if item not in OURS and set(OF_ITEM[item]) & set(changed)):
        fact = stands.get(item)
        if not is_filled(brief, item):
            if fact is not None and fact.state != items.TO_FIND_OUT:
                facts.withdraw(by=by, fact_id=fact.pk, version=fact.version, now=now)
            continue
        said = Said(value_said(brief, item), basis.state, basis.said_by, basis.said_on, basis.said_where)
        facts.state_fact(by=by, about=about, field=item, said=said, version=fact.version if fact else 0, now=now)


def take_answer(by: Actor, fact: Fact, now: datetime) -> None:
    """What somebody found out fills its field, where that is a text nobody wrote meanwhile; else it stands beside."""
    name = OF_ITEM.get(fact.field, ("",))[0]
    if name not in TEXTS or name == "budget_kind":
        return
    brief = Brief.objects.select_for_update(of=("self",)).get(pk=fact.subject_id)
    if getattr(brief, name):
        return
    most = Brief._meta.get_field(name).max_length  # type: ignore[union-attr]
    setattr(brief, name, fact.value[:most])
    brief.version += 1
    brief.changed_at = now
    brief.save()
