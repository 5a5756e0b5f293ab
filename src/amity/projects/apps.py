"""Django's entry to the part."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WATCHED = (
    "account", "agreement", "name", "status", "is_internal", "percent_complete", "starts_on", "ends_on", "opened_at",
    "code", "manager", "account_manager", "taken_over",
)  # fmt: skip
"""The columns of a project whose changes give records a new edition: those that figures and lists of jobs take."""


class ProjectsConfig(AppConfig):
    name = "amity.projects"

    def ready(self) -> None:
        """Register hooks: visibility of accounts and agreements through projects, and sections on other pages."""
        from amity.accounts import hooks as accounts
        from amity.accounts import places
        from amity.accounts.models import also_visible
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.agreements import places as agreement_places
        from amity.agreements import queries as agreements
        from amity.briefs import hooks as briefs
        from amity.charter import hooks as charter
        from amity.charter.objectives import rules as objectives
        from amity.files.policy import only_readers_of
        from amity.projects import conversation, jumps, pursued, queries, reach, waiting
        from amity.projects.commands import open_from_brief
        from amity.projects.milestones import bound
        from amity.projects.models import Milestone, Project
        from amity.projects.versions import client_answers, sending
        from amity.projects.versions import files as version_files
        from amity.ui.slots import Entry

        triggers.watch(Project, *WATCHED, noted=RecordChange)
        triggers.watch(Milestone, "project", "name", "share", "due_on", "delivered_on", noted=RecordChange)
        only_readers_of(version_files.VERSION_FILES.purpose, version_files.may_read)
        for each in (client_answers, waiting, jumps, conversation, sending, bound):
            each.register()
        also_visible.append(reach.accounts_through_projects)
        agreements.also_visible.append(reach.agreements_through_projects)
        agreements.of_project.append(lambda pk: Q(projects=pk))
        accounts.before_close.append(reach.no_open_projects)
        accounts.runs_work.append(reach.runs_work)
        briefs.on_converted.append(open_from_brief)
        briefs.knows_client.append(reach.knows_client)
        briefs.usual_manager.append(reach.usual_manager)
        briefs.became.append(reach.projects_from_brief)
        agreement_places.work.register(Entry(key="projects", order=10, label=_("Projects"), loader=reach.work_under))
        agreement_places.project_openers.append(reach.open_under)
        places.people.register(Entry(key="project_managers", order=10, label=_("Projects"), loader=queries.managers_of))
        charter.project_managers.append(pursued.managers_of)
        charter.readings[objectives.DATES_KEPT] = pursued.dates_kept
        self._give_goals()
        self._give_places()
        self._give_stand_ins()

    @staticmethod
    def _give_stand_ins() -> None:
        """Register the page of a person's stand-ins, and what they cover meanwhile."""
        from amity.briefs import hooks as briefs
        from amity.people.sessions import along
        from amity.projects.stand_ins.of_person import covers_for, managed_by, read_along
        from amity.projects.stand_ins.queries import running_around
        from amity.ui.slots import Entry, own_pages
        from amity.waiting import written

        along.registered.append(read_along())
        written.ALSO_MARKED["project manager covers"] = running_around
        briefs.of_covered.append(managed_by)
        briefs.covers_for.append(covers_for)
        own_pages.register(
            Entry(
                key="stand_in",
                order=33,
                label=_("Stand-in"),
                url="projects:stand_ins",
                icon="users",
                words=_("holiday vacation out of office absence leave"),
            )
        )

    @staticmethod
    def _give_goals() -> None:
        """Let projects and lines serve goals of the client."""
        from amity.projects.goals import queries as served
        from amity.strategy.links import registry

        registry.register(
            registry.Linkable(
                kind=served.PROJECT, label=_("Project"), subject=served.project_subject, rows=served.project_rows
            )
        )
        registry.register(
            registry.Linkable(kind=served.LINE, label=_("Line"), subject=served.line_subject, rows=served.line_rows)
        )

    @staticmethod
    def _give_places() -> None:
        """Put the tabs and sections on the page of a project, and its addresses under Work."""
        from amity.projects import places as own
        from amity.projects import pursued, reach
        from amity.projects.goals import pages as goals
        from amity.ui.slots import Entry, navigation

        own.open_counts[own.WORK] = [reach.open_lines, reach.open_items]
        own.tabs.register(Entry(key=own.WORK, order=10, label=_("Work"), url="projects:project"))
        own.tabs.register(Entry(key=own.CLIENT, order=20, label=_("Client"), url="projects:client"))
        own.tabs.register(Entry(key=own.FACTS, order=40, label=_("Facts"), url="projects:facts"))
        own.sections.register(
            own.ProjectSection(
                key="goal", order=25, label=_("Client goal"), tab=own.FACTS, place="aside",
                template="projects/goal.html", of=goals.goal_section,
            )
        )  # fmt: skip
        own.sections.register(
            own.ProjectSection(
                key="objectives", order=30, label=_("Joint objectives"), tab=own.FACTS, place="aside",
                template="projects/objectives.html", of=pursued.objectives_of,
            )
        )  # fmt: skip
        navigation.also_here("work", "/projects/", "/items/", "/milestones/", "/versions/")
