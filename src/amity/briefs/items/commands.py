"""Record whether an item is known or assumed, and apply the answer to a question."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext as _

from amity.briefs import policy
from amity.briefs.fields import OF_ITEM, TEXTS
from amity.briefs.items import rules as items
from amity.briefs.items.states import NEED, OURS, is_filled
from amity.briefs.models import Brief
from amity.briefs.queries import brief_seen_by
from amity.briefs.wording import item_text
from amity.facts import commands as facts
from amity.facts import queries as facts_queries
from amity.facts.commands import FactFields
from amity.facts.models import Fact
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen, Refused
from amity.shared.refs import Ref
from amity.shared.values import OneOf, Text, tidied


@dataclass(frozen=True, slots=True)
class Basis:
    """The certainty of an item: `state` known or assumed, and its source at the client, with date and place."""

    state: Annotated[str, OneOf((items.KNOWN, items.ASSUMED))] = items.ASSUMED
    stated_by: Annotated[str, Text(200)] = ""
    stated_on: date | None = None
    stated_in: Annotated[str, Text(120)] = ""


def tell(
    *, by: Actor, brief: Brief, changed: Iterable[str], basis: Basis, now: datetime,
    confirmed: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Record the certainty of each changed item.

    A cleared item loses its fact, and filling one answers its question. With `confirmed`, the basis is that of these
    items only, and the others are assumed.
    """
    about = Ref.to(brief)
    facts_by_item = facts_queries.facts_on(about)
    stated, versions = dict[str, FactFields](), dict[str, int]()
    for item in (item for item in OF_ITEM if item not in OURS and set(OF_ITEM[item]) & set(changed)):
        fact = facts_by_item.get(item)
        if not is_filled(brief, item):
            if fact is not None and fact.state != items.TO_FIND_OUT:
                facts.withdraw(by=by, fact_id=fact.pk, version=fact.version, now=now)
            continue
        own = basis if confirmed is None or item in confirmed else Basis()
        stated[item], versions[item] = _fact_fields(brief, item, own), fact.version if fact else 0
    if stated:
        facts.state_facts(by=by, about=about, stated=stated, versions=versions, now=now)


@command
def say_how_known(*, by: Actor, brief_id: int, item: str, version: int, basis: Basis, now: datetime) -> Fact:
    """Mark an item as known, with its source, or as assumed. Its value stays unchanged.

    `version` is that of its existing fact, or 0 if it has none.
    """
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_say(person_of(by), brief).or_refuse()
    if item not in OF_ITEM or item in OURS:
        raise NotSeen(_("Field not found."))
    if not is_filled(brief, item):
        raise Refused(_("This field is still empty. Fill it in, or ask someone to find out."))
    fields = _fact_fields(brief, item, tidied(basis))
    return facts.state_fact(by=by, about=Ref.to(brief), field=item, fields=fields, version=version, now=now)


def _fact_fields(brief: Brief, item: str, basis: Basis) -> FactFields:
    """Return the fact of an item.

    The need has its own evidence, other items the basis; nothing is known without a name.
    """
    if item == NEED and brief.stated_by is None and brief.client_words == brief.title:
        basis = Basis()
    elif item == NEED and brief.stated_by is not None:
        basis = Basis(items.KNOWN, brief.stated_by.name, brief.stated_on, brief.stated_in)
    return FactFields(item_text(brief, item), basis.state, basis.stated_by, basis.stated_on, basis.stated_in)


def take_answer(by: Actor, fact: Fact, now: datetime) -> None:
    """Fill a field with the answer if it fits and the field is blank. Otherwise keep it next to the field."""
    name = OF_ITEM.get(fact.field, ("",))[0]
    if name not in TEXTS:
        return
    brief = Brief.objects.select_for_update(of=("self",)).get(pk=fact.subject_id)
    most = Brief._meta.get_field(name).max_length  # type: ignore[union-attr]
    if getattr(brief, name) or (most and len(fact.value) > most):
        return
    setattr(brief, name, fact.value)
    brief.version += 1
    brief.changed_at = now
    brief.save()
