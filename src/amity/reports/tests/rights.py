"""What we found is for who answers for work; the questions are for finance and directors, people cost for finance."""

from tests.matrix.rights import AM, BUSINESS, DIRECTOR, EXECUTIVE, FINANCE, LEGAL, OUTSIDER, PM, TEAM, Rights, may

READS = {AM, BUSINESS, DIRECTOR, EXECUTIVE, FINANCE, LEGAL, OUTSIDER, PM}
ANSWERS = {DIRECTOR, FINANCE}
COST = {"people_cost": "909,090.91", "heads": "12", "weekly_hours": "40", "working_weeks": "44"}

RIGHTS: Rights = {
    "reports:found": may(get=READS),
    "reports:print_found": may(get=READS),
    "reports:tick": may(post={AM, DIRECTOR, PM, FINANCE, TEAM}, where={"kind": "line", "verb": "finished"}),
    "reports:questions": may(get=ANSWERS, also=("?all=1",)),
    "reports:answer_people_cost": may(post={FINANCE}, data=COST),
    "reports:try_people_cost": may(post={FINANCE}, data=COST, trail=False),
    "reports:answer_country": may(post=ANSWERS, data={"country": "AT"}),
    "reports:try_country": may(post=ANSWERS, data={"country": "AT"}, trail=False),
    "reports:answer_payments": may(post=ANSWERS, data={}, trail=False),
    "reports:answer_payment": may(post=ANSWERS, data={}, trail=False),
}
