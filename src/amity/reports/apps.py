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
