"""Clients’ comments on deliverables in the conversation of an account, and the projects by which it is filtered."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.versions.models import VersionComment
from amity.shared.actor import Actor


def _projects(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return the account's projects that the actor can see, by name."""
    rows = Project.objects.visible_to(person_of(by)).filter(account=account)
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def _address(project_id: int) -> str:
    return reverse("projects:project", args=[project_id])


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return the client's comments. They have no index by account and date, because an account has few of them."""
    comments, person = VersionComment.objects.filter(contact__isnull=False), person_of(by)
    if not accounts.sees_whole(person, account):
        comments = comments.filter(version__deliverable__project__in=Project.objects.visible_to(person))
    columns = Columns(
        title="version__deliverable__line__title", words="words", how="stated_in",
        about="version__deliverable__line_id", contact="contact", project="version__deliverable__project",
    )  # fmt: skip
    of = "version__deliverable__project__account"
    return (Rows(rows=comments, direction=FROM_CLIENT, on="stated_on", account=of, columns=columns),)


def _event(row: Row) -> Event:
    return Event(
        kind=lazy("Comment"),
        title=row.title,
        address=reverse("projects:deliverable", args=[row.project_id, row.about]),
        words=row.words,
        how=row.how,
    )


def register() -> None:
    """Register the source of comments, and offer projects as a filter."""
    sources.register(Source(key="comments", order=45, label=lazy("Comments"), rows=_rows, events=each(_event)))
    sources.projects.append(sources.Projects(of=_projects, address=_address))
