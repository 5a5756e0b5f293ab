"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "amity.decisions"

    def ready(self) -> None:
        """Register decisions on the account's tab Plan, at conflicts, among what waits, and as causes of revisions."""
        from amity.accounts import hooks as accounts
        from amity.accounts import places
        from amity.decisions import (
            from_conflict,
            jobs,  # noqa: F401 - the job has a schedule
            jumps,
            pages,
            queries,
            sending,
            waiting,
        )
        from amity.decisions.models import Decision
        from amity.expectations import places as expectations
        from amity.scope import places as scope
        from amity.strategy.goals import causes
        from amity.ui.slots import Entry, navigation

        accounts.statements.append(Decision)
        sending.register()
        jumps.register()
        waiting.register()
        causes.register(causes.Causes("decisions.decision", _("Decisions"), queries.decided_on))
        navigation.also_here("accounts", "/decisions/")
        places.lists.register(Entry(key="decisions", order=35, label=_("Decisions"), url="decisions:decisions"))
        places.plan.register(
            places.AccountSection(
                key="to_decide",
                order=25,
                label=_("Decision log"),
                template="decisions/section.html",
                of=pages.section,
                summary=pages.summary,
            )
        )
        expectations.conflict_buttons.register(
            Entry(
                key="decide", order=10, label=_("Decision"), template="decisions/conflict_button.html",
                loader=from_conflict.decisions_on,
            )
        )  # fmt: skip
        scope.acts.register(
            Entry(
                key="decide", order=10, label=_("Decide"), template="decisions/request_button.html",
                may_see=pages.may_prepare_on,
            )
        )  # fmt: skip
