"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "amity.reports"
    label = "reports"

    def ready(self) -> None:
        """Add the pages of the first week, and register the background work."""
        from amity.agency import setup_pages
        from amity.agreements.places import acts as agreement_acts
        from amity.agreements.places import printers
        from amity.reports import jobs, policy
        from amity.reports.agreement_documents import document
        from amity.reports.period_statements import document as statement
        from amity.retainers.places import acts as retainer_acts
        from amity.retainers.places import printers as statement_printers
        from amity.ui.slots import Entry

        assert jobs.RERATE  # noqa: S101 - importing it registers the kind
        setup_pages.register(
            Entry(
                key="found",
                order=20,
                label=_("What we found"),
                url="reports:found",
                may_see=lambda actor, _subject: bool(policy.may_see_found(actor)),
            )
        )
        setup_pages.register(
            Entry(
                key="questions",
                order=30,
                label=_("Questions"),
                url="reports:questions",
                may_see=lambda actor, _subject: bool(policy.may_answer(actor)),
            )
        )
        printers.append(document.pdf)
        statement_printers.append(statement.pdf)
        agreement_acts.register(
            Entry(
                key="paper",
                order=20,
                label=_("PDF"),
                url="reports:agreement_file",
                icon="file-text",
                may_see=lambda actor, _subject: bool(policy.may_print_agreements(actor)),
            )
        )
        retainer_acts.register(Entry(key="statement", order=10, label=_("Statement"), url="reports:statement_file"))
        self._review_accounts()

    @staticmethod
    def _review_accounts() -> None:
        """Register account reviews: their blocks, their places, what waits, and how they are sent."""
        from amity.accounts import places
        from amity.reports.portfolio_report import policy as portfolio_report
        from amity.reports.reviews import jobs as review_jobs  # noqa: F401 - importing it puts it on the schedule
        from amity.reports.reviews import jumps, page, sending, waiting
        from amity.reports.reviews.blocks import register_blocks
        from amity.reports.reviews.policy import prepares, reads
        from amity.ui.slots import Entry, money_pages, navigation

        register_blocks()
        jumps.register()
        sending.register()
        waiting.register()
        navigation.also_here("accounts", "/account-reviews/")
        money_pages.register(
            Entry(
                key="report", order=16, label=_("Report"), url="reports:portfolio_report",
                may_see=lambda actor, _subject: bool(portfolio_report.may_read(actor)),
            )
        )  # fmt: skip
        places.new_work.register(
            Entry(key="review", order=70, label=_("Account review"), url="reports:create_review", may_see=prepares)
        )
        places.plan.register(
            places.AccountSection(
                key="reviews", order=60, label=_("Account reviews"), template="reports/reviews/plan_card.html",
                of=page.plan_card, summary=page.plan_summary, may_see=reads,
            )
        )  # fmt: skip
