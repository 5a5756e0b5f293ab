"""Who sees fees and may write lines for the account agrees; everybody who sees the account reads, without amounts."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, FINANCE, TEAM, Rights, may

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
