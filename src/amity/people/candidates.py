"""Colleagues that a form offers: those who can take a role, with the likely ones first. One query."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from amity.people import rules
from amity.people.models import HeldRole, Person
from amity.people.sign_in.queries import signs_in

ANYONE: Final = ""
"""The role that everyone can take."""
NO_ONE: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ids and names to choose from, by name, and the ids of the likely ones, the likeliest first.

    `absent` are those who can take the role, but can't sign in. `others` are all active people who aren't offered: one
    of them who has the role already stays shown.
    """

    pairs: tuple[tuple[int, str], ...]
    likely: tuple[int, ...] = ()
    absent: tuple[tuple[int, str], ...] = ()
    others: tuple[tuple[int, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """Return their names, the likely ones first."""
        return list(dict.fromkeys([*map(self.name_of, self.likely), *(name for _pk, name in self.pairs)]))

    def name_of(self, person_id: int | None) -> str:
        """Return the name of one of them, also of one who can't sign in, "" for anyone else."""
        return next((name for pk, name in (*self.pairs, *self.absent) if pk == person_id), "")

    def offers(self, person_id: int | None) -> bool:
        """Return whether someone is among those to choose from."""
        return any(pk == person_id for pk, _name in self.pairs)


def candidates(
    takes: Collection[str] = (ANYONE,), likely: Iterable[int | None] = (), *, also: Mapping[str, Q] | None = None,
    never: Collection[int | None] | QuerySet[Any] = (), at_work: Q = NO_ONE,
) -> dict[str, Candidates]:  # fmt: skip
    """Return the active people who can take each of some roles, without those in `never`.

    Those who hold a role of its `rules.TAKERS` can take it, and so can those whom `also` finds, as long as they can
    sign in; those who only do the work needn't. Where none of them can, as before the first invitations, all of them
    are offered, and without any of them everyone, because a small agency may not use the role. The likely ones are
    `likely`, then those `at_work`.
    """
    return offered(takes, list(rows_of(takes, also, never, at_work)), likely)


def rows_of(
    takes: Collection[str], also: Mapping[str, Q] | None, never: Collection[int | None] | QuerySet[Any], at_work: Q
) -> QuerySet[Person, Any]:
    """Return the rows from which `offered` makes candidates: active people, and which of the roles each can take."""
    left_out = [pk for pk in never if pk is not None] if not isinstance(never, QuerySet) else never
    columns = {f"able_{place}": _able(role, (also or {}).get(role, NO_ONE)) for place, role in enumerate(takes)}
    people = Person.objects.filter(is_active=True).exclude(pk__in=left_out)
    rows = people.annotate(working=_where(at_work), present=_where(signs_in()), **columns).order_by("name", "pk")
    return rows.values_list("pk", "name", "working", "present", *columns)


def offered(takes: Collection[str], found: Sequence[Any], likely: Iterable[int | None]) -> dict[str, Candidates]:
    """Return who can take each of some roles, from the rows of `rows_of`."""
    asked = list(likely)
    return {
        role: _offered(found, 4 + place, asked, signs_in=role not in (ANYONE, rules.WORKS))
        for place, role in enumerate(takes)
    }


def either(*found: Candidates) -> Candidates:
    """Return everyone who is among some candidates, by name."""
    pairs = dict(pair for one in found for pair in one.pairs)
    likely = dict.fromkeys(pk for one in found for pk in one.likely)
    return Candidates(tuple(sorted(pairs.items(), key=lambda pair: pair[1])), tuple(likely))


def with_chosen(found: Candidates, chosen: Person | None) -> Candidates:
    """Return candidates with the person chosen before, who may have left or lost the role since."""
    if chosen is None or found.offers(chosen.pk):
        return found
    return replace(found, pairs=(*found.pairs, (chosen.pk, chosen.name)))


def _offered(found: Sequence[Any], column: int, likely: Iterable[int | None], *, signs_in: bool) -> Candidates:
    able = [row for row in found if row[column]] or found
    rows = ([row for row in able if row[3]] or able) if signs_in else able
    pairs = tuple((row[0], row[1]) for row in rows)
    known = dict(pairs)
    first = [pk for pk in likely if pk is not None and pk in known] + [row[0] for row in rows if row[2]]
    absent = tuple((row[0], row[1]) for row in able if not row[3])
    others = tuple((row[0], row[1]) for row in found if row[0] not in known)
    return Candidates(pairs, tuple(dict.fromkeys(first)), absent, others)


def has_role_for(role: str) -> Q:
    """Return the condition for people who hold a role of its `rules.TAKERS`."""
    return Q(Exists(HeldRole.objects.filter(person=OuterRef("pk"), role__in=rules.TAKERS[role])))


def _able(role: str, also: Q) -> Combinable:
    if role == ANYONE:
        return Value(True, output_field=BooleanField())
    return _where(has_role_for(role) | also)


def _where(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
