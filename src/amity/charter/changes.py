"""What somebody says of duties and objectives, checked before it is kept."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.charter.rules import duties, objectives
from amity.people.models import Person
from amity.shared.errors import Invalid
from amity.shared.texts import one_line


@dataclass(frozen=True, slots=True)
class DutySaid:
    """A duty as somebody wants it, whole. A shared one needs who else, and the rule between the two."""

    kind: str
    role: str
    client: str = duties.NOBODY
    also: str = duties.NOBODY
    rule: str = ""
    person_id: int | None = None
    also_person_id: int | None = None
    contact_id: int | None = None


def duty_checked(said: DutySaid, account: Account | None) -> DutySaid:
    """The duty without what its kind and roles do not need. Raises `Invalid` beside the field that cannot be."""
    also = said.also if said.kind == duties.SHARED else duties.NOBODY
    named = replace(
        said,
        also=also,
        rule=one_line(said.rule, 300, "rule"),
        person_id=said.person_id if said.role == duties.PERSON else None,
        also_person_id=said.also_person_id if also == duties.PERSON else None,
        contact_id=said.contact_id if said.client == duties.CONTACT else None,
    )
    _check_roles(named)
    _check_people(named, account)
    return named


def _check_roles(said: DutySaid) -> None:
    for field, value, known in (
        ("kind", said.kind, duties.KINDS), ("role", said.role, duties.ROLES),
        ("client", said.client, duties.CLIENT_ROLES),
    ):  # fmt: skip
        if value not in known:
            raise Invalid(_("Choose from the list."), field)
    if said.kind == duties.SHARED and said.also not in duties.ROLES:
        raise Invalid(_("A shared duty needs someone on each side. Choose who shares it."), "also")
    if said.kind == duties.SHARED and (said.role, said.person_id) == (said.also, said.also_person_id):
        raise Invalid(_("A person can’t share a duty with themselves. Choose one accountable person."), "also")
    if said.kind == duties.SHARED and not said.rule:
        raise Invalid(_("A shared duty needs a rule between the two."), "rule")


def _check_people(said: DutySaid, account: Account | None) -> None:
    for field, role, person_id in (
        ("person_id", said.role, said.person_id), ("also_person_id", said.also, said.also_person_id),
    ):  # fmt: skip
        if role == duties.PERSON and not Person.objects.filter(pk=person_id or 0, is_active=True).exists():
            raise Invalid(_("Choose an active person."), field)
    if said.client == duties.CONTACT:
        known = account is not None and account.contacts.filter(pk=said.contact_id or 0, is_active=True).exists()
        if not known:
            raise Invalid(_("Choose a contact of this account."), "contact_id")


@dataclass(frozen=True, slots=True)
class ObjectiveSaid:
    """An objective in words, with what it is measured by. `unit` counts for a client goal only."""

    kind: str
    statement: str
    target: Decimal | None = None
    baseline: Decimal | None = None
    unit: str = ""
    due_on: date | None = None


def objective_checked(said: ObjectiveSaid) -> ObjectiveSaid:
    """The objective with its kind's unit. Raises `Invalid` beside the field that cannot be."""
    if said.kind not in objectives.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    statement = one_line(said.statement, 200, "statement")
    if not statement:
        raise Invalid(_("Enter in one sentence what you both want."), "statement")
    unit = objectives.UNITS[said.kind]
    if said.kind == objectives.CLIENT_GOAL and said.unit in (objectives.PERCENT, objectives.OF_TEN):
        unit = said.unit
    for field, value in (("target", said.target), ("baseline", said.baseline)):
        check_figure(unit, value, field)
    if said.kind != objectives.CLIENT_GOAL and said.target is None:
        raise Invalid(_("Enter the target."), "target")
    return replace(said, statement=statement, unit=unit)


def check_figure(unit: str, value: Decimal | None, field: str) -> None:
    """Raise `Invalid` for a figure that its unit cannot have."""
    most = objectives.HIGHEST[unit]
    if value is not None and not -most <= value <= most:
        raise Invalid(_("Enter a valid figure."), field)
    if value is not None and unit == objectives.OF_TEN and value < 0:
        raise Invalid(_("Enter 0 to 10."), field)
