"""Findings are for those responsible for accounts or projects. The questions are for finance and directors."""

from tests.matrix.rights import ACCOUNT_SEEN, ADMIN, DIRECTOR, FINANCE, PM, SIGNED_IN, TEAM, Rights, may

READS = SIGNED_IN - {TEAM, ADMIN}
ANSWERS = {FINANCE, DIRECTOR}
READS_RETAINERS = ACCOUNT_SEEN - {TEAM}
COST = {"nonce": "0123456789abcdef0123456789abcdef", "people_cost": "90000", "heads": "12"}
TICK = {"kind": "line", "verb": "finished"}

RIGHTS: Rights = {
    "reports:found": may(get=READS),
    "reports:print_found": may(get=READS),
    "reports:agreement_file": may(
        get=READS_RETAINERS - {PM}, also=("?version=1",), where={"agreement_id": "{signed_id}"}
    ),
    "reports:statement_file": may(get=READS_RETAINERS, where={"agreement_id": "{retainer_id}"}),
    "reports:tick": may(post={"account_manager", DIRECTOR, FINANCE, PM, TEAM}, where=TICK),
    "reports:questions": may(get=ANSWERS, also=("?all=1",)),
    "reports:answer_people_cost": may(post={FINANCE}, data=COST | {"weekly_hours": "40", "working_weeks": "44"}),
    "reports:try_people_cost": may(post={FINANCE}, data={"people_cost": "90000"}, trail=False),
    "reports:answer_country": may(post=ANSWERS, data={"country": "IE"}),
    "reports:try_country": may(post=ANSWERS, data={"country": "IE"}, trail=False),
    "reports:answer_payments": may(post=ANSWERS, data={"model-{project_id}": "non_billable"}, trail=False),
    "reports:answer_payment": may(post=ANSWERS, data={"model-{project_id}": "non_billable"}, trail=False),
}
