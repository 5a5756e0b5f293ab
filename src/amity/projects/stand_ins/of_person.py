"""The condition that something is a project manager's: by their own projects, or by those they cover for today."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from amity.people.models import Person
from amity.people.sessions.along import Along
from amity.projects.stand_ins.models import ManagerCover
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.among import Among, Ids


def managed_by(person: Person, column: str = "manager") -> Q:
    """Return the condition that a column names the person, or a project manager whose stand-in they are today."""
    return Q(**{column: person}) | Q(Among(column, _covered_ids(person)))


def ways_managed(person: Person, column: str = "manager") -> tuple[Q, Q]:
    """Return both conditions of `managed_by`, for `any_of`."""
    return Q(**{column: person}), Q(Among(column, _covered_ids(person), few=False))


def _covered_ids(person: Person) -> Ids:
    return once_a_page(("managers covered", person.pk), lambda: Ids(_running(person).values("manager")))


def covers_for(person: Person, manager_id: int | None) -> bool:
    """Return whether a person covers for a project manager today."""
    return manager_id is not None and manager_id in managers_covered(person)


def managers_covered(person: Person) -> Collection[int]:
    """Return the project managers that a person covers for today. Nearly no one does, which the session knows."""
    if not _may_stand_in(person.pk):
        return ()
    return once_a_page(("covers for", person.pk), lambda: set(_running(person).values_list("manager_id", flat=True)))


def read_along() -> Along:
    """Return how the query for a session or token reads whether the person is anyone's stand-in, now or later."""
    return Along(
        lambda: {"may_stand_in": may_stand_in_along("person_id")},
        lambda row: {_key(row.person_id): row.may_stand_in},
    )


def may_stand_in_along(column: str) -> Exists:
    """Return the value for `know_may_stand_in`, read along with rows that have the person's id in a column."""
    return Exists(ManagerCover.objects.filter(stand_in_id=OuterRef(column), ended_at=None))


def know_may_stand_in(person: Person, is_named: bool) -> None:
    """Let the page know whether a person is a stand-in on any day."""
    once_a_page(_key(person.pk), lambda: is_named)


def _may_stand_in(person_id: int) -> bool:
    """Return whether a person is a stand-in on any day: nearly no one is, and this is known from the session."""
    return once_a_page(_key(person_id), lambda: ManagerCover.objects.filter(stand_in=person_id, ended_at=None).exists())


def _key(person_id: int) -> tuple[str, int]:
    return "may stand in", person_id


def _running(person: Person) -> QuerySet[ManagerCover]:
    today = person.day_of(timezone.now())
    return ManagerCover.objects.filter(stand_in=person, starts_on__lte=today, ends_on__gte=today, ended_at=None)
