"""Everyone logs expenses. Those responsible for the work see one; its payer, directors and finance change it."""

from tests.matrix.rights import (
    AM,
    BY_ROLE,
    DIRECTOR,
    FINANCE,
    PM,
    SIGNED_IN,
    RestRights,
    Rights,
    may,
    rest,
)

SEES = BY_ROLE | {AM, DIRECTOR, PM}
CHANGES = {PM, DIRECTOR, FINANCE}
EXPENSE = {
    "kind": "pass_through",
    "spent_on": "2026-11-20",
    "supplier": "Printers",
    "amount": "10.00",
    "currency": "EUR",
}
INSIDE = EXPENSE | {"kind": "delivery", "work": "", "person_id": "{self_id}"}

RIGHTS: Rights = {
    "expenses:expenses": may(
        get=SIGNED_IN,
        also=("?export=csv", "?sort=-spent_on", "?kind=delivery&missing=receipt", "?project={project_id}&month=202611"),
    ),
    "expenses:new_expense": may(get=SIGNED_IN, post=SIGNED_IN, data=INSIDE),
    "expenses:convert_expenses": may(post={FINANCE}, trail=False),
    "expenses:expense": may(
        get=SEES, post=CHANGES, data=EXPENSE | {"version": "1", "work": "p{project_id}", "person_id": "{person_id}"}
    ),
    "expenses:delete_expense": may(post=CHANGES, data={"version": "1"}),
    "expenses:remove_receipt": may(post=CHANGES),
}

SPENT = {"spent_on": "2026-11-20", "amount": 1000, "currency": "EUR", "kind": "delivery", "supplier": "Printers"}

REST: RestRights = {
    "list_expenses": rest(SIGNED_IN, also=("?kind=delivery&project_id={project_id}",)),
    "read_expense": rest(SEES),
    "log_expense": rest(SIGNED_IN, SPENT),
    "edit_expense": rest(CHANGES, {"version": 1, "supplier": "Other printers"}),
    "delete_expense": rest(CHANGES, query="?version=1"),
}
