"""Retainers are visible with the agreement and hours. Those who edit the agreement agree terms, its managers log."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    ADMIN,
    AM,
    DIRECTOR,
    FINANCE,
    OUTSIDER,
    PM,
    ROLES,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)

SEES = ACCOUNT_SEEN - {TEAM}
AGREES = {AM, DIRECTOR, FINANCE}
EMAILS = AGREES
WORKS = {AM, DIRECTOR, FINANCE, PM}
CARE = {"agreement_id": "{retainer_id}"}

RIGHTS: Rights = {
    "retainers:retainers": may(get=(ROLES | {OUTSIDER}) - {ADMIN}, also=("?export=csv", "?sort=-used", "?closed=on")),
    "retainers:retainers_file": may(get=SIGNED_IN, uncounted="leads to the list"),
    "retainers:retainer": may(get=SEES, where=CARE, also=("?period=2026-10-01",)),
    "retainers:set_client_balance": may(
        get=AGREES, post=AGREES, where=CARE, data={"shown": "live", "name": "Monthly care", "version": "0"}
    ),
    "retainers:agree_period_terms": may(
        get=AGREES, post=AGREES, where=CARE,
        data={
            "valid_from": "2026-11-01", "kind": "hours", "period_months": "1", "included_seconds": "12",
            "rollover": "surplus", "cap_percent": "10", "expiry": "1", "counted": "all", "over": "given",
        },
    ),
    "retainers:record_note_sent": may(
        get=AGREES, post=AGREES, where=CARE, data={"text": "Dear Cleo, shall it wait?", "period": "2026-11-01"}
    ),
    "retainers:send_note": may(
        get=EMAILS, post=EMAILS, where=CARE,
        data={"subject": "November", "text": "Dear Cleo", "to_ids": ["{contact_id}"], "draft": "1"},
    ),
    "retainers:buy_top_up": may(
        get=AGREES, post=AGREES, where=CARE, data={"amount": "5", "price": "500", "valid_from": "2026-11-20"}
    ),
    "retainers:decide_over": may(
        get=AGREES, post=AGREES, where={**CARE, "period": "2026-10-01"}, data={"given": "1"}
    ),
    "retainers:show_shares": may(get=AGREES, where={**CARE, "period": "2026-10-01"}),
    "retainers:count_delivery": may(
        get=WORKS, post=WORKS, where=CARE, data={"units": "2", "delivered_on": "2026-11-20"}
    ),
    "retainers:log_request": may(
        get=WORKS, post=WORKS, where=CARE,
        data={"words": "Gift guide", "through": "phone", "asked_on": "2026-11-20", "project_id": "{care_id}"},
    ),
    "retainers:take_back_top_up": may(post=AGREES, where=CARE),
    "retainers:take_back_delivery": may(post=WORKS, where=CARE),
}  # fmt: skip

REST: RestRights = {
    "read_client_balance": rest(AGREES, agreement_id="{retainer_id}"),
    "edit_client_balance": rest(
        AGREES, {"version": 0, "shown": "approved", "name": "Care"}, agreement_id="{retainer_id}"
    ),
    "list_retainers": rest((ROLES | {OUTSIDER}) - {ADMIN}),
    "read_retainer": rest(SEES, agreement_id="{retainer_id}"),
    "set_period_terms": rest(AGREES, {"valid_from": "2026-11-01", "included": 43_200}, agreement_id="{retainer_id}"),
    "add_top_up": rest(
        AGREES, {"quantity": 3_600, "price": 9_000, "valid_from": "2026-11-20"}, agreement_id="{retainer_id}"
    ),
    "withdraw_top_up": rest(AGREES, agreement_id="{retainer_id}"),
    "record_delivery": rest(WORKS, {"units": 2, "delivered_on": "2026-11-20"}, agreement_id="{retainer_id}"),
    "list_sent_notes": rest(SEES, agreement_id="{retainer_id}"),
    "send_retainer_note": rest(EMAILS, {"period": "2026-11-01"}, agreement_id="{retainer_id}"),
    "record_note_sent": rest(
        AGREES, {"text": "Dear Cleo, shall it wait?", "period": "2026-11-01"}, agreement_id="{retainer_id}"
    ),
}
