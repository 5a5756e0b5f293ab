"""Finance and directors import files and undo them."""

from tests.matrix.rights import DIRECTOR, FINANCE, SIGNED_IN, May, Rights, may

BRINGS = {FINANCE, DIRECTOR}


def act(batch: str = "ready", *, get: bool = False, **data: str) -> May:
    """Return the rights of an action on a batch in a state. Imports have no audit records of answers."""
    return may(
        get=BRINGS if get else (), post=BRINGS, where={"batch_id": f"{{{batch}_batch_id}}"}, data=data, trail=False
    )


def page(batch: str) -> May:
    """Return the rights of a page of a batch in a state."""
    return may(get=BRINGS, where={"batch_id": f"{{{batch}_batch_id}}"})


RIGHTS: Rights = {
    "imports:imports": may(get=BRINGS),
    "imports:bring": may(
        get=SIGNED_IN, post=BRINGS, data={"tool": "harvest"}, files={"file": "export.csv"}, trail=False
    ),
    "imports:batch": [page("ready"), page("asking"), page("applied")],
    "imports:progress": page("applied"),
    "imports:rejects": may(get={FINANCE}, where={"batch_id": "{ready_batch_id}"}),
    "imports:columns": act("asking", get=True),
    "imports:names": act(get=True, take=""),
    "imports:lines": act(line_code="[A-Z]\\d"),
    "imports:count_codes": may(get=BRINGS, where={"batch_id": "{ready_batch_id}"}, also=("?line_code=x",)),
    "imports:answer": act("asking", date_order="dmy"),
    "imports:discard": act(),
    "imports:begin": act(),
    "imports:duplicates": act(choice="import"),
    "imports:take": may(post=BRINGS, where={"batch_id": "{lines_batch_id}"}, trail=False),
    "imports:stop": act(),
    "imports:undo": act("applied"),
    "imports:clients": may(
        post=BRINGS, data={"client": "x-men", "answer": "ignore"}, where={"batch_id": "{invoices_batch_id}"}
    ),
    "imports:mapped_columns": may(post=BRINGS, where={"batch_id": "{expenses_batch_id}"}, trail=False),
    "imports:recipes": may(get=BRINGS),
    "imports:keep_recipe": may(post=BRINGS, where={"batch_id": "{asking_batch_id}"}, data={"name": "Monthly"}),
    "imports:use_recipe": act("asking", recipe="{recipe_id}"),
    "imports:rename_recipe": may(
        post=BRINGS, where={"recipe_id": "{recipe_id}"}, data={"name": "Biweekly", "version": "1"}
    ),
    "imports:delete_recipe": may(post=BRINGS, where={"recipe_id": "{recipe_id}"}),
}
