"""Django's entry to the part."""

from django.apps import AppConfig


class ExpensesConfig(AppConfig):
    name = "amity.expenses"

    def ready(self) -> None:
        """Let expenses follow their project, open receipts to who sees the expense, and fix the agency's currency."""
        from amity.agency import guards
        from amity.expenses import moves, queries, receipts
        from amity.files.policy import only_readers_of
        from amity.projects import hooks

        only_readers_of(receipts.PURPOSE, receipts.may_read)
        guards.something_is_priced_when(queries.any_converted)
        hooks.before_account_change.append(moves.may_move)
        hooks.on_account_changed.append(moves.follow)
