"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailboxConfig(AppConfig):
    name = "amity.mailbox"

    def ready(self) -> None:
        """Register the list of threads under Accounts."""
        from amity.accounts.places import lists
        from amity.files.policy import only_readers_of
        from amity.mailbox.messages import attachments, queries
        from amity.ui import slots

        slots.navigation.also_here("accounts", "/threads/")
        lists.register(slots.Entry(key="threads", order=22, label=_("Emails"), url="mailbox:threads"))
        only_readers_of(attachments.PURPOSE, queries.may_read_file)
