"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "amity.agreements"

    def ready(self) -> None:
        """Register the Agreements pages, for reviewers in the navigation too, and who can read files of agreements."""
        from amity.agency.editions import triggers
        from amity.agreements import asks, conversation, jobs, jumps, line_placements, waiting  # noqa: F401 - importing jobs registers its schedule
        from amity.agreements.client_copy import bound, open_quotes, sending
        from amity.agreements.documents import commands
        from amity.agreements.library.models import LibraryTerm
        from amity.agreements.orders import gate_check as unsigned_orders
        from amity.agreements.orders import priced_check as priced_orders
        from amity.agreements.review import gate_check as legal
        from amity.agreements.review.models import ReviewRule
        from amity.agreements.signatures import client_answers, keeping
        from amity.files.policy import only_readers_of
        from amity.lines import placements

        triggers.watch_all(LibraryTerm, ReviewRule)
        self._watch_records()
        checks = (bound, open_quotes, legal, unsigned_orders, priced_orders)
        for place in (waiting, conversation, asks, sending, *checks, client_answers, keeping, jumps):
            place.register()
        only_readers_of(commands.PAPERS.purpose, commands.may_read)
        placements.comes_from(line_placements)
        self._give_places()

    @staticmethod
    def _watch_records() -> None:
        """Let each change to what an agreement contains give records a new edition."""
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.agreements.deliverables.models import Deliverable
        from amity.agreements.lines.models import AgreementLine
        from amity.agreements.models import Agreement
        from amity.agreements.named_people.models import NamedPerson
        from amity.agreements.orders.models import LineChange
        from amity.agreements.sections.models import Clause
        from amity.agreements.terms.models import AgreementTerm

        triggers.watch_all(Agreement, AgreementLine, AgreementTerm, Clause, noted=RecordChange)
        triggers.watch_all(Deliverable, LineChange, NamedPerson, noted=RecordChange)

    @staticmethod
    def _give_places() -> None:
        """Put the pages into the navigation, the lists and Settings, and reviews among the first steps."""
        from amity.accounts.places import lists
        from amity.agreements import waiting
        from amity.agreements.library.settings_page import may_see_settings
        from amity.agreements.review.pages import reviews_agreements
        from amity.people import rules as roles
        from amity.ui.slots import Entry, navigation, settings_pages
        from amity.waiting import steps

        navigation.also_here("accounts", "/agreements/", "/reviews/")
        navigation.register(
            Entry(
                key="agreements", order=17, label=_("Agreements"), url="agreements:agreements", icon="file-text",
                count=waiting.count_to_give, folds=True, may_see=reviews_agreements,
            )
        )  # fmt: skip
        navigation.also_here("agreements", "/reviews/", "/rights/")
        lists.register(
            Entry(
                key="agreements",
                order=30,
                label=_("Agreements"),
                url="agreements:agreements",
                words=_("change orders contracts statements of work"),
            )
        )
        lists.register(
            Entry(key="reviews", order=40, label=_("Reviews"), url="agreements:queue", may_see=reviews_agreements)
        )
        steps.register("reviews", 40, _("Go to reviews"), "agreements:queue", roles.BUSINESS_AFFAIRS, roles.LEGAL)
        settings_pages.register(
            Entry(
                key="agreements", group="agency", order=45, label=_("Agreements"), url="agreements:settings",
                icon="file-text", may_see=lambda actor, _subject: bool(may_see_settings(actor)),
            )
        )  # fmt: skip
