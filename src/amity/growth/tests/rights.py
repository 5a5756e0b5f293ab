"""Who may see, record and change opportunities."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, OUTSIDER, SIGNED_IN, RestRights, Rights, may, rest

PIPELINE = BY_ROLE | {AM, DIRECTOR, OUTSIDER}
SEES = BY_ROLE | {AM, DIRECTOR}
RECORDS = {AM, DIRECTOR}
PROSPECTS = {AM, DIRECTOR, OUTSIDER}
VALUE = {"title": "Accessibility audit", "source": "referral", "value": "12,000"}
STEP = {"next_step": "Send the outline", "next_on": "2030-01-15"}
V1: dict[str, object] = {"version": 1}
V2: dict[str, object] = {"version": 2}
GROWING = {"account_id": "{growing_account_id}"}
REGAINED = {"opportunity_id": "{regained_opportunity_id}"}
NEW: dict[str, object] = {"title": "Accessibility audit", "company": "Larkfield"}

RIGHTS: Rights = {
    "growth:growth": may(get=PIPELINE, also=("?whose=all",)),
    "growth:opportunities": may(get=PIPELINE, also=("?export=csv", "?sort=-value", "?stage=lost", "?view=proposed")),
    "growth:renewals": may(get=PIPELINE, also=("?sort=-worth", "?view=quarter2", "?export=xlsx")),
    "growth:retention": may(get=PIPELINE, also=("?sort=-wallet", "?export=xlsx")),
    "growth:of_account": may(get=SEES),
    "growth:record_opportunity": may(get=PROSPECTS, post=PROSPECTS, data=VALUE | {"company": "Larkfield"}),
    "growth:record_on_account": may(get=RECORDS, post=RECORDS, data=VALUE, where=GROWING),
    "growth:opportunity": may(get=SEES),
    "growth:edit_opportunity": may(get=RECORDS, post=RECORDS, data=VALUE | {"version": "1"}),
    "growth:move": may(post=RECORDS, data={"stage": "proposed", "version": "1"}),
    "growth:plan_step": may(get=RECORDS, post=RECORDS, data=STEP | {"version": "1"}),
    "growth:win": may(post=RECORDS, data={"version": "1"}),
    "growth:lose": may(get=RECORDS, post=RECORDS, data={"reason": "price", "version": "1"}),
    "growth:reopen": may(post=RECORDS, data={"version": "1"}, where=REGAINED),
}

REST: RestRights = {
    "list_opportunities": rest(SIGNED_IN),
    "read_opportunity": rest(SEES),
    "record_opportunity": rest(PROSPECTS, NEW),
    "edit_opportunity": rest(RECORDS, V1 | {"title": "Audit of the app"}),
    "move_opportunity": rest(RECORDS, V1 | {"stage": "proposed"}),
    "plan_opportunity_step": rest(RECORDS, V1 | STEP),
    "win_opportunity": rest(RECORDS, V1),
    "lose_opportunity": rest(RECORDS, V1 | {"reason": "price"}),
    "reopen_opportunity": rest(RECORDS, V1, opportunity_id="{regained_opportunity_id}"),
}
