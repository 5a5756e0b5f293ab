"""Who sees fees and may write lines for the account agrees; everybody who sees the account reads, without amounts."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, FINANCE, SIGNED_IN, TEAM, RestRights, Rights, may, rest

WRITES = {AM, DIRECTOR, FINANCE}

RIGHTS: Rights = {
    "agreements:open_agreement": may(get=ACCOUNT_SEEN, post=WRITES, data={"title": "Next year"}),
    "agreements:agreement": may(get=ACCOUNT_SEEN - {TEAM}),
    "agreements:agree_terms": may(
        get=WRITES, post=WRITES,
        data={
            "fee_model": "time_and_materials", "currency": "EUR", "hourly_rate": "120", "counted": "all",
            "completion_basis": "cost", "version": "1",
        },
    ),
    "agreements:add_line": may(
        get=WRITES, post=WRITES, data={"number": "C1", "title": "Prototype", "unit": "hour", "planned_seconds": "8"}
    ),
}  # fmt: skip

SEES = ACCOUNT_SEEN - {TEAM}

REST: RestRights = {
    "list_agreements": rest(SIGNED_IN),
    "read_agreement": rest(SEES),
    "list_lines": rest(SIGNED_IN),
    "read_line": rest(SEES),
    "add_line": rest(
        WRITES,
        {
            "agreement_id": "{agreement_id}", "number": "C1", "title": "Prototype",
            "terms": {"valid_from": "2026-11-01", "rate": "95", "planned_seconds": 28800},
        },
    ),
    "set_terms": rest(WRITES, {"valid_from": "2026-11-02", "planned_seconds": 36000, "source": "change_order"}),
}  # fmt: skip
