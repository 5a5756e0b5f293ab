"""The accounts, contacts and colleagues that a CRM's rows name, read once for a file."""

from collections.abc import Mapping
from functools import cached_property

from amity.accounts.models import Account, Contact
from amity.imports.names.rules import Known, Register, Verdict
from amity.imports.rules import name_key
from amity.people.models import Person


class People:
    """Existing accounts, contacts and colleagues by the names of a file."""

    def __init__(self) -> None:
        self._accounts = Register(Known(one.pk, one.name) for one in Account.objects.order_by("pk"))
        people = Person.objects.filter(is_active=True).order_by("pk")
        self._people = Register(Known(one.pk, one.name, mail=one.mail or "") for one in people)
        self._found: dict[tuple[str, str], int | None] = {}

    def account(self, company: str) -> int | None:
        """Return the account of a company, None for a prospect."""
        return self._once("account", company, self._accounts)

    def owner(self, name: str) -> int | None:
        """Return the colleague who owns a deal, by name or email address."""
        return self._once("owner", name, self._people)

    def contact(self, account_id: int | None, name: str, mail: str) -> int | None:
        """Return the contact at an account, by email address or else by name."""
        if account_id is None or not (name or mail):
            return None
        found = self._contacts.get((account_id, mail.lower())) if mail else None
        return found or self._contacts.get((account_id, name_key(name)))

    @cached_property
    def _contacts(self) -> Mapping[tuple[int, str], int]:
        rows = list(Contact.objects.order_by("-pk").values_list("pk", "account_id", "name", "mail"))
        by_name = {(account, name_key(name)): pk for pk, account, name, _mail in rows}
        return by_name | {(account, mail.lower()): pk for pk, account, _name, mail in rows if mail}

    def _once(self, kind: str, name: str, register: Register) -> int | None:
        if not name:
            return None
        if (kind, name) not in self._found:
            match = register.match(name, mail=name if "@" in name else "")
            self._found[kind, name] = match.key if match.verdict is Verdict.MATCH else None
        return self._found[kind, name]
