"""Cells of the map, drawn as text: a template of fifty accounts takes half of the page."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amity.agency.models import Service
from amity.services.cells import wording
from amity.services.cells.queries import Shown
from amity.services.cells.rules import NOT_RELEVANT
from amity.services.map.queries import AccountServices
from amity.ui.links import address_with

CELL: Final = (
    '<td class="sv-td{off}"><a class="sv-c{css}" href="{href}"{dialog} data-cell title="{name}{colon} {label}">'
    '<i class="sv is-{state}" aria-hidden="true"></i><span class="sv-n"><span data-verbatim>{name}</span>'
    '<span class="visually-hidden">: {label}{disputed}</span></span>{number}</a></td>'
)


class Grid:
    """Draws the cells of accounts for some services.

    `numbers` has the number of each opening, `back` is where recording leads back.
    """

    def __init__(self, services: Sequence[Service], numbers: Mapping[tuple[int, int], int], back: str) -> None:
        self._numbers, self._back = numbers, back
        self._names = {service.pk: escape(service.name) for service in services}
        self._labels = {state: escape(label) for state, label in wording.SHORT.items()}
        self._colon, self._disputed = escape(_(":")), f", {escape(_('contradicted'))}"

    def cells(self, row: AccountServices, *, may_record: bool) -> SafeString:
        """Return an account's cells. Each leads to its form, or to the account's page for those who can't record."""
        drawn = [
            self._cell(row.account.pk, one, may_record=may_record) for one in row.cells if one.service.pk in self._names
        ]
        return mark_safe("\n".join(drawn))  # noqa: S308 - every text is escaped

    def _cell(self, account: int, shown: Shown, *, may_record: bool) -> str:
        service, state = shown.service.pk, shown.cell.state
        number = self._numbers.get((account, service))
        if may_record:
            href = f"{address_with('services:record_service', account, service)}?back={self._back}"
        else:
            href = f"{address_with('services:account', account)}#service-{service}"
        return CELL.format(
            off=" is-off" if state == NOT_RELEVANT else "",
            css=f"{' is-open' if number else ''}{' is-disputed' if shown.is_disputed else ''}",
            href=href,
            dialog=" data-dialog" if may_record else "",
            name=self._names[service],
            colon=self._colon,
            label=self._labels[state],
            state=state,
            disputed=self._disputed if shown.is_disputed else "",
            number=f'<b class="sv-no" aria-hidden="true">{number}</b>' if number else "",
        )
