"""Who can read invoices: those who manage the account, and those who see all accounts, with the right to fees."""

from tests.matrix.rights import (
    AM,
    BUSINESS,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    LEGAL,
    OUTSIDER,
    RestRights,
    Rights,
    may,
    rest,
)

SEES = {AM, DIRECTOR, FINANCE, BUSINESS, LEGAL, EXECUTIVE}
LISTS = SEES | {OUTSIDER}
PLACES = {AM, DIRECTOR, FINANCE}

RIGHTS: Rights = {
    "invoicing:invoices": may(
        get=LISTS, also=("?export=csv", "?export=xlsx", "?sort=-calculated:unpaid", "?view=to_60", "?closed=on")
    ),
    "invoicing:invoice": may(get=SEES),
    "invoicing:place_line": may(get=PLACES, post=PLACES, data={"line": ""}),
}

REST: RestRights = {
    "list_invoices": rest(LISTS, also=("?account_id={account_id}&status=issued",)),
    "read_invoice": rest(SEES),
    "read_receivables": rest(LISTS),
}
