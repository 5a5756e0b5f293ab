"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "amity.portal"

    def ready(self) -> None:
        """Send codes with the worker, end devices of contacts who left, and show them on the contact's page."""
        from amity.accounts import hooks
        from amity.accounts.places import ContactSection, beside_contact
        from amity.jobs import registry
        from amity.portal.visitors import jobs  # noqa: F401
        from amity.portal.visitors.commands import end_devices_without_contact
        from amity.portal.visitors.erasing import erase_visitor
        from amity.portal.visitors.section import may_see, section
        from amity.portal.visitors.sending import send_codes

        registry.between["portal_codes"] = send_codes
        hooks.address_freed.append(end_devices_without_contact)
        hooks.erased.append(erase_visitor)
        beside_contact.register(
            ContactSection(
                key="portal", order=60, label=_("Client pages"), template="portal/contact_card.html", of=section,
                may_see=may_see,
            )
        )  # fmt: skip
        self._take_answers()
        self._ask_how_we_are_doing()

    @staticmethod
    def _take_answers() -> None:
        """Register the personal link of items, and where answers are shown."""
        from amity.agreements.signatures import queries as signatures
        from amity.briefs import hooks as briefs
        from amity.gate.answering import registry
        from amity.gate.places import item_sections
        from amity.mailbox.reading import hooks as mailboxes
        from amity.outbox import hooks as outbox
        from amity.portal.answers import beside, conversation, notices, queries, replies, waiting
        from amity.portal.links import writing
        from amity.projects import hooks as projects
        from amity.ui.slots import Entry

        outbox.ended.append(notices.receipt_lost)
        registry.closings.append(writing.closing)
        registry.links.append(writing.address_for)
        registry.asked.append(queries.asked_about)
        mailboxes.read.append(replies.take)
        projects.on_hold.append(queries.why_on_hold)
        briefs.on_hold.append(queries.why_brief_on_hold)
        signatures.holds.append(queries.why_agreement_on_hold)
        waiting.register()
        conversation.register()
        item_sections.register(
            Entry(
                key="answers", order=10, label=_("Answers"), template="portal/answers_card.html", loader=beside.loaded
            )
        )  # fmt: skip

    @staticmethod
    def _ask_how_we_are_doing() -> None:
        """Show what clients answered to *How are we doing?* among the pages of an account's people."""
        from amity.accounts.places import people_pages
        from amity.portal.pulse import moods, waiting
        from amity.portal.pulse.queries import may_open
        from amity.status import hooks as statuses
        from amity.ui.slots import Entry

        waiting.register()
        statuses.heard.append(moods.heard)
        people_pages.register(
            Entry(key="pulse", order=60, label=_("How are we doing?"), url="portal:pulse_answers", may_see=may_open)
        )
