"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpensesConfig(AppConfig):
    name = "amity.expenses"

    def ready(self) -> None:
        """Register how expenses follow their project, who can read receipts, and the check on the currency."""
        from amity.agency import guards
        from amity.expenses import account_changed, jumps, queries, receipts
        from amity.files.policy import only_readers_of
        from amity.projects import hooks
        from amity.ui import slots

        jumps.register()
        slots.navigation.also_here("time", "/expenses/")
        slots.time_pages.register(slots.Entry(key="expenses", order=40, label=_("Expenses"), url="expenses:expenses"))
        only_readers_of(receipts.PURPOSE, receipts.may_read)
        guards.something_is_priced_when(queries.any_converted)
        hooks.before_account_change.append(account_changed.may_move)
        hooks.on_account_changed.append(account_changed.follow)
