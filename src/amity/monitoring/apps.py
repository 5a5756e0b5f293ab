"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "amity.monitoring"

    def ready(self) -> None:
        """Register access through projects, follow moved projects, and add sections to their pages."""
        from amity.accounts.models import also_keep
        from amity.accounts.timeline import beside
        from amity.expectations.hooks import on_conflict, project_paths
        from amity.expectations.hooks import projects as expectation_projects
        from amity.expectations.models import also_visible
        from amity.files.policy import only_readers_of
        from amity.monitoring import asks, conversation, jumps, moves, policy, pushes, waiting
        from amity.monitoring.client_status import sending as status_sending
        from amity.monitoring.expectations import commands as expectation_commands
        from amity.monitoring.expectations import queries as expectation_queries
        from amity.monitoring.inputs import client_side, sending
        from amity.projects import hooks as projects
        from amity.ui.slots import navigation

        only_readers_of(client_side.FILES.purpose, client_side.may_read)
        waiting.register()
        jumps.register()
        conversation.register()
        asks.register()
        pushes.register()
        sending.register()
        status_sending.register()
        beside.register("input", 20, _("We are waiting for"), _("Nothing from this client."))
        project_paths.append("place__project")
        expectation_projects.append(expectation_commands.PROJECTS)
        on_conflict.append(expectation_commands.follow_conflict)
        also_keep.append(policy.also_keeping)
        also_visible.append(expectation_queries.seen_through_projects)
        projects.before_account_change.append(moves.may_move)
        projects.on_account_changed.append(moves.follow)
        navigation.also_here("accounts", "/register/", "/inputs/")
        self._stand_on_pages()

    @staticmethod
    def _stand_on_pages() -> None:
        from amity.accounts.places import AccountSection, Adding, adds, beside, lists
        from amity.expectations.places import facts
        from amity.monitoring import counts, places
        from amity.monitoring.client_status import places as status_places
        from amity.projects.places import CLIENT, ProjectSection, blockers, dates, holding_up, open_counts, sections
        from amity.ui.slots import Entry

        holding_up.append(places.holding_up)
        open_counts[CLIENT] = [counts.awaited_inputs, counts.open_entries, counts.live_expectations]
        lists.register(Entry(key="register", order=30, label=_("Risks and blockers"), url="monitoring:register"))
        lists.register(Entry(key="inputs", order=40, label=_("Client input"), url="monitoring:inputs"))
        facts.register(Entry(key="project", order=10, label=_("Project"), loader=places.project_of_expectations))
        blockers.append(places.blockers_of)
        dates.append(places.promises_of)
        for section in (
            ProjectSection(
                key="expectations", order=10, label=_("Expectations"), tab=CLIENT,
                template="expectations/section.html", of=places.expectations_of,
            ),
            ProjectSection(
                key="register", order=20, label=_("Risks and blockers"), tab=CLIENT,
                template="monitoring/register_section.html", of=places.risks_of,
            ),
            ProjectSection(
                key="inputs", order=30, label=_("Client input"), tab=CLIENT, place="aside",
                template="monitoring/inputs_section.html", of=places.inputs_of,
            ),
            ProjectSection(
                key="status", order=25, label=_("Status for the client"), tab=CLIENT, place="aside",
                template="monitoring/status_section.html", of=status_places.status_of,
            ),
            ProjectSection(
                key="strategy", order=50, label=_("Strategy of the account"), tab=CLIENT, place="aside",
                template="monitoring/project_strategy.html", of=places.strategy_of,
            ),
        ):  # fmt: skip
            sections.register(section)
        adds.register(
            Adding(
                key="input", order=30, label=_("Request client input"), short=_("Client input"),
                url="monitoring:ask_account_input", may_see=places.may_ask_on, query="?open",
            )
        )  # fmt: skip
        beside.register(
            AccountSection(
                key="register", order=30, label=_("Risks and blockers"), template="monitoring/account_register.html",
                of=places.register_of_account,
            )
        )  # fmt: skip
