"""Who sees an account logs its requests. Those who record what the client wants change and close them."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    AM,
    BY_ROLE,
    DIRECTOR,
    PM,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)

DECIDES = {AM, DIRECTOR}
KEEPS = {AM, DIRECTOR, PM}
READS = BY_ROLE | KEEPS
ONE = {"request_id": "{client_request_id}"}
ASSESSED = {"request_id": "{assessed_request_id}"}
MONTH = {"month": "{courtesy_month}"}
WAITING = {"request_id": "{waiting_request_id}"}
CLOSED = {"request_id": "{closed_client_request_id}"}
DECLINED = {"request_id": "{declined_request_id}"}
EMAIL: dict[str, str | list[str]] = {
    "subject": "Your request", "text": "Not before spring", "to_ids": ["{contact_id}"], "draft": "1",
}  # fmt: skip
ASKED = {"words": "Pack shots on white as well", "through": "phone"}

RIGHTS: Rights = {
    "scope:requests": may(get=SIGNED_IN, also=("?export=csv", "?view=assess", "?closed=on", "?sort=wanted_on")),
    "scope:choose_account": may(get=SIGNED_IN, post=ACCOUNT_SEEN, data={"account_id": "{account_id}"}, trail=False),
    "scope:log_on_account": may(
        get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=ASKED, also=("?words=Six more stations on the map",)
    ),
    "scope:guess": may(get=ACCOUNT_SEEN, also=("?words=Six more stations on the map",)),
    "scope:log_on_project": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=ASKED),
    "scope:confirm": may(get=SIGNED_IN, also=("?request=1",)),
    "scope:extra_work": may(get=SIGNED_IN, also=("?month=202611", "?sort=-value", "?export=csv")),
    "scope:assess": may(
        get=KEEPS,
        post=KEEPS,
        where=ONE,
        data={"discipline_0": "{discipline_id}", "hours_0": "2", "proposal": "extra", "version": "1"},
    ),
    "scope:ask_again": may(get=DECIDES, post=DECIDES, where=ASSESSED, data={"question": "And Welsh?", "version": "2"}),
    "scope:decide": may(
        post=DECIDES, where=ASSESSED, data={"decision": "parked", "parked_until": "{parked_until}", "version": "2"}
    ),
    "scope:answer": may(get=KEEPS, post=KEEPS, where=DECLINED, data=EMAIL),
    "scope:request": may(get=READS, where=ONE),
    "scope:let_work_start": may(
        get=DECIDES, post=DECIDES, where=WAITING, data={"reason": "The launch date is fixed", "version": "1"}
    ),
    "scope:write_statement": may(get=DECIDES, uncounted="leads to the statement of a month"),
    "scope:send_statement": may(
        get=DECIDES,
        post=DECIDES,
        where=MONTH,
        data={"subject": "At no charge", "text": "Hello", "to_ids": ["{contact_id}"], "draft": "1"},
    ),
    "scope:edit_request": may(get=KEEPS, post=KEEPS, data=ASKED | {"version": "1"}, where=ONE),
    "scope:close_request": may(
        get=KEEPS, post=KEEPS, data={"closed_because": "Quoted as a change order", "version": "1"}, where=ONE
    ),
    "scope:finish_request": may(post=KEEPS, where=ONE),
    "scope:drop_request": may(post=KEEPS, where=ONE),
    "scope:reopen_request": may(post=KEEPS, data={"version": "2"}, where=CLOSED),
}

V1: dict[str, object] = {"version": 1}

REST: RestRights = {
    "list_requests": rest(SIGNED_IN, query="?open=true"),
    "read_request": rest(READS, request_id="{client_request_id}"),
    "log_request": rest(ACCOUNT_SEEN, {"account_id": "{account_id}", "words": "Pack shots on white as well"}),
    "edit_request": rest(KEEPS, V1 | {"words": "Seven more stations"}, request_id="{client_request_id}"),
    "close_request": rest(KEEPS, V1 | {"closed_because": "Quoted as a change order"}, request_id="{client_request_id}"),
    "list_assessments": rest(READS, request_id="{assessed_request_id}"),
    "assess_request": rest(
        KEEPS,
        V1 | {"hours": [{"discipline_id": "{discipline_id}", "seconds": 3600}], "proposal": "extra"},
        request_id="{client_request_id}",
    ),
    "ask_to_assess_again": rest(DECIDES, {"version": 2, "question": "And Welsh?"}, request_id="{assessed_request_id}"),
    "decide_request": rest(
        DECIDES,
        {"version": 2, "decision": "parked", "parked_until": "{parked_until}"},
        request_id="{assessed_request_id}",
    ),
    "answer_declined_request": rest(KEEPS, request_id="{declined_request_id}"),
    "list_courtesy_budgets": rest(DECIDES),
    "send_courtesy_statement": rest(DECIDES, month="{courtesy_month}"),
    "list_extra_work": rest(SIGNED_IN, query="?month=202611"),
    "read_early_start": rest(READS | {TEAM}, request_id="{waiting_request_id}"),
    "let_work_start": rest(DECIDES, V1 | {"reason": "The launch date is fixed"}, request_id="{waiting_request_id}"),
    "reopen_request": rest(KEEPS, {"version": 2}, request_id="{closed_client_request_id}"),
}
