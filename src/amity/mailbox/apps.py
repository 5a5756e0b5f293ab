"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailboxConfig(AppConfig):
    name = "amity.mailbox"

    def ready(self) -> None:
        """Register the list of threads, the import on an account, the conversation, search, and who reads files."""
        from amity.accounts.hooks import address_taken, erased
        from amity.accounts.places import lists, new_work
        from amity.files.policy import only_readers_of
        from amity.gate import hooks as gate
        from amity.gate.places import item_sections
        from amity.mailbox import conversation, jobs, jumps  # noqa: F401 - jobs has a schedule
        from amity.mailbox.connections import queries as connections
        from amity.mailbox.filing import page, sent
        from amity.mailbox.messages import attachments, elsewhere, erasing, queries, writing
        from amity.mailbox.sending import senders, server
        from amity.outbox import hooks as outbox
        from amity.status import hooks as statuses
        from amity.ui import slots

        slots.navigation.also_here("accounts", "/threads/", "/emails/")
        lists.register(slots.Entry(key="threads", order=22, label=_("Emails"), url="mailbox:threads"))
        only_readers_of(attachments.PURPOSE, queries.may_read_file)
        outbox.filing.append(sent.file)
        statuses.reply_address.append(connections.gate_address)
        outbox.own_server.append(server.server_for)
        gate.own_sender.append(senders.own_sender)
        gate.ask_sender.append(senders.ask_sender)
        gate.mailbox_page.append(senders.own_page)
        item_sections.register(
            slots.Entry(
                key="filed", order=20, label=_("Copy in Sent"), template="mailbox/filed_card.html", loader=page.loaded
            )
        )  # fmt: skip
        gate.newest_messages.append(queries.newest_from)
        gate.newest_replies.append(elsewhere.newest_replies)
        gate.gone_elsewhere.append(elsewhere.gone_elsewhere)
        address_taken.append(writing.link_address)
        erased.append(erasing.erase_from_emails)
        conversation.register()
        jumps.register()
        new_work.register(slots.Entry(key="emails", order=60, label=_("Import emails"), url="mailbox:import_emails"))
        self._show_connections()

    @staticmethod
    def _show_connections() -> None:
        from amity.accounts.places import people_pages
        from amity.jobs import registry
        from amity.mailbox.connections import queries, waiting
        from amity.mailbox.connections.models import Connection
        from amity.mailbox.messages import hooks
        from amity.mailbox.registrations.models import Registration
        from amity.people.sign_in import sealed
        from amity.ui.slots import Entry, own_pages, settings_pages

        waiting.register()
        sealed.columns.extend([(Connection, ("secret",)), (Registration, ("client_secret",))])
        registry.companions["mailboxes"] = queries.any_to_read
        hooks.held_by.append(queries.held_in_mailboxes)
        own_pages.register(
            Entry(key="mailboxes", order=34, label=_("Mailboxes"), url="mailbox:own_mailboxes", icon="mail")
        )
        people_pages.register(
            Entry(
                key="mailboxes", order=30, label=_("Shared mailboxes"), url="mailbox:account_mailboxes",
                may_see=queries.may_connect,
            )
        )  # fmt: skip
        settings_pages.register(
            Entry(
                key="mailboxes", group="email", order=60, label=_("Mailboxes"), url="mailbox:settings",
                may_see=lambda actor, _subject: queries.may_set_up(actor),
            )
        )  # fmt: skip
