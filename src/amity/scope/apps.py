"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScopeConfig(AppConfig):
    name = "amity.scope"

    def ready(self) -> None:
        """Register search, what waits, the list beside jobs, the account's section, and what requests follow."""
        from amity.accounts.places import AccountSection, Adding, adds, new_work, plan, with_contact
        from amity.agreements import guards
        from amity.projects import hooks as projects
        from amity.projects.places import CLIENT, ProjectSection
        from amity.projects.places import sections as on_projects
        from amity.scope import following, jumps, sections, waiting
        from amity.scope.courtesy import extra_page, figures, sending
        from amity.scope.decisions import orders
        from amity.scope.declining import page as declining
        from amity.scope.early_start import guards as early_guards
        from amity.scope.early_start import page as early_start
        from amity.timesheets import hooks as time
        from amity.ui.slots import Entry, navigation

        time.before_time.append(early_guards.may_log)
        time.counted.extend([extra_page.counted, figures.counted])
        early_start.register()
        declining.register()
        sending.register()
        jumps.register()
        guards.on_signed.append(orders.follow_signature)
        waiting.register()
        projects.on_item_marked.append(following.follow_mark)
        projects.on_account_changed.append(following.follow_account)
        navigation.also_here("work", "/requests/")
        log = "scope:log_on_account"
        adds.register(Adding(key="request", order=36, label=_("Log what the client asks"), url=log, query="?open"))
        new_work.register(Entry(key="request", order=15, label=_("Log a request"), url=log))
        with_contact.register(Entry(key="request", order=15, label=_("Log a request"), url=log))
        on_projects.register(
            ProjectSection(
                key="requests", order=26, label=_("Requests"), tab=CLIENT, template="scope/project_requests.html",
                of=sections.of_project,
            )
        )  # fmt: skip
        plan.register(
            AccountSection(
                key="requests", order=25, label=_("Open requests"), template="scope/requests_section.html",
                of=sections.requests, summary=sections.summary,
            )
        )  # fmt: skip
