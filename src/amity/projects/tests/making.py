"""Projects with a team and work, for tests."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account
from amity.accounts.tests.making import newest_accounts
from amity.agreements.models import Agreement
from amity.gate.subjects.commands import write_about
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.models import ManagerCover
from amity.projects.versions import commands as versions
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.projects.versions.sending import VERSION
from tests.builders import MONDAY, acting, make_agreement, make_item, make_line, make_person, make_project
from tests.matrix.rights import PM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Add two projects to each of the newest accounts, and projects, lines and tasks to the scene."""
    team, known = [scene.viewers[roles.TEAM_MEMBER]], scene.known
    first = Account.objects.get(pk=known["account_id"])
    agreement = Agreement.objects.get(pk=known["agreement_id"])
    whole = Project.objects.get(pk=known["project_id"])
    covered = ManagerCover.objects.get(pk=known["manager_cover_id"])
    for number in range(rows):
        day = covered.starts_on + timedelta(days=1 + number)
        ManagerCover.objects.create(manager=covered.manager, stand_in=covered.stand_in, starts_on=day, ends_on=day)
    for account in newest_accounts(rows):
        make_project(first, agreement=agreement)
        retained = make_agreement(account, "retainer", fee=100_000, included_seconds=36_000)
        make_project(account, agreement=retained, team=team)
        make_item(whole, line=make_line(agreement, hours="10"))
        make_project(account, agreement=make_agreement(account, hourly_rate="90"), team=team)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, Any]) -> dict[str, object]:
    """Add a version of the line's deliverable that can still be removed, and one with comments of both sides."""
    by, place = acting(viewers[PM]), {"project_id": known["project_id"], "line_id": known["line_id"]}
    first, second = (
        versions.add_version(by=by, fields=VersionFields(link=f"https://films.example/{name}"), now=MONDAY, **place)
        for name in ("draft", "cut")
    )
    versions.add_comment(by=by, version_id=first.pk, fields=CommentFields("The logo is too small."), now=MONDAY)
    said = Evidence(known["contact_id"], MONDAY.date(), "call", "Could the music be calmer?")
    comment = versions.record_client_comment(by=by, version_id=first.pk, evidence=said, now=MONDAY)
    sent = write_about(by=by, key=VERSION, subject_id=first.pk, now=MONDAY)
    stand_in, away = make_person("Stefan Stand-in", roles.PROJECT_MANAGER), timezone.localdate() + timedelta(days=200)
    cover = ManagerCover.objects.create(manager=viewers[PM], stand_in=stand_in, starts_on=away, ends_on=away)
    own: dict[str, object] = {"stand_in_id": stand_in.pk, "manager_cover_id": cover.pk}
    return own | {"version_outgoing_id": sent.pk, "deliverable_version_id": second.pk, "version_comment_id": comment.pk}


def newest_projects(rows: int) -> list[Project]:
    """Return the hourly projects that were added last, for parts above to extend."""
    found = Project.objects.filter(agreement__fee_model="time_and_materials", account__in=newest_accounts(rows))
    return list(found.order_by("-pk")[:rows])
