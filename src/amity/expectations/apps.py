"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpectationsConfig(AppConfig):
    name = "amity.expectations"

    def ready(self) -> None:
        """Add a section to the account's tab Plan, for those who see or can record expectations."""
        from amity.accounts import hooks, places
        from amity.accounts.timeline import beside
        from amity.expectations import conversation, jumps, pages, queries, returns, rules, waiting
        from amity.expectations.conflicts import severe
        from amity.expectations.models import Expectation
        from amity.ui.slots import navigation

        hooks.statements.append(Expectation)
        waiting.register()
        jumps.register()
        conversation.register()
        severe.register()
        returns.register()
        beside.register("promise", 10, _("Promised"), _("No open promises."))
        for key, order, label, short, query in (
            ("promise", 10, _("Add promise"), _("Promise"), f"?open&kind={rules.PROMISE}"),
            ("expectation", 20, _("Add expectation"), _("Expectation"), "?open"),
        ):
            places.adds.register(
                places.Adding(
                    key=key, order=order, label=label, short=short, url="expectations:record_expectation", query=query,
                    may_see=queries.may_record,
                )
            )  # fmt: skip
        places.adds.register(
            places.Adding(
                key="conflict", order=25, label=_("Record a conflict"), url="expectations:raise_conflict",
                query="?open", may_see=queries.may_record,
            )
        )  # fmt: skip
        navigation.also_here("accounts", "/expectations/")
        places.plan.register(
            places.AccountSection(
                key="expectations",
                order=30,
                label=_("Expectations"),
                template="expectations/section.html",
                of=pages.section,
                is_shown=True,
                only_filled=True,
            )
        )
