"""Everyone reads practices; account managers and directors write them. Recommendations are written at an account."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    AM,
    BUSINESS,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    LEGAL,
    OUTSIDER,
    PM,
    SIGNED_IN,
    RestRights,
    Rights,
    may,
    rest,
)

LIBRARY = {AM, DIRECTOR, OUTSIDER}
RECOMMENDS = {AM, DIRECTOR, PM}
BRIEFS = {AM, DIRECTOR, PM, BUSINESS, LEGAL, FINANCE, EXECUTIVE}
"""Those who see the brief of the scene."""
PRACTICE = {"title": "Another", "situation": "Few buy", "advice": "Ask five"}
V1: dict[str, object] = {"version": 1}
RECOMMENDATION = {
    "goal_id": "{advice_goal_id}", "title": "Both languages", "evidence": "Westline", "advice": "Hire a writer",
    "effect": "More tickets", "expected_on": "2036-12-01",
}  # fmt: skip
ACCEPTED = {"recommendation_id": "{accepted_recommendation_id}"}
ARCHIVED = {"practice_id": "{archived_practice_id}"}
HEARD = {"stated_by_id": "{contact_id}", "stated_on": "2026-11-20", "stated_in": "call"}

RIGHTS: Rights = {
    "advice:practices": may(
        get=SIGNED_IN, also=("?export=csv", "?sort=-title", "?find=five+people", "?state=archived")
    ),
    "advice:record_practice": may(get=LIBRARY, post=LIBRARY, data=PRACTICE),
    "advice:add_starters": may(post=LIBRARY),
    "advice:practice": may(get=SIGNED_IN),
    "advice:edit_practice": may(get=LIBRARY, post=LIBRARY, data=PRACTICE | {"version": "1"}),
    "advice:archive_practice": may(post=LIBRARY, data={"version": "1"}),
    "advice:restore_practice": may(post=LIBRARY, data={"version": "1"}, where=ARCHIVED),
    "advice:recommend": may(
        get=RECOMMENDS, post=RECOMMENDS, data=RECOMMENDATION,
        also=("?practice={practice_id}&goal={advice_goal_id}", "?insight={match_id}", "?decision={decision_id}"),
    ),
    "advice:account_advice": may(get=ACCOUNT_SEEN),
    "advice:project_advice": may(get=ACCOUNT_SEEN),
    "advice:brief_advice": may(get=BRIEFS),
    "advice:recommendation": may(get=ACCOUNT_SEEN),
    "advice:edit_recommendation": may(get=RECOMMENDS, post=RECOMMENDS, data=RECOMMENDATION | {"version": "1"}),
    "advice:send": may(get=RECOMMENDS),
    "advice:withdraw": may(post=RECOMMENDS, data={"version": "1"}),
    "advice:answer": may(get=RECOMMENDS, post=RECOMMENDS, data=HEARD | {"answer": "accepted", "version": "1"}),
    "advice:brief": may(post={AM, DIRECTOR}, data={"version": "1"}, where=ACCEPTED),
    "advice:outcome": may(
        get=RECOMMENDS, post=RECOMMENDS, data={"outcome": "better", "version": "1"}, where=ACCEPTED
    ),
}  # fmt: skip

REST: RestRights = {
    "list_practices": rest(SIGNED_IN),
    "read_practice": rest(SIGNED_IN),
    "record_practice": rest(LIBRARY, PRACTICE),
    "edit_practice": rest(LIBRARY, V1 | PRACTICE),
    "retire_practice": rest(LIBRARY, V1),
    "restore_practice": rest(LIBRARY, V1, practice_id="{archived_practice_id}"),
    "list_recommendations": rest(SIGNED_IN),
    "read_recommendation": rest(ACCOUNT_SEEN),
    "add_recommendation": rest(RECOMMENDS, RECOMMENDATION | {"account_id": "{account_id}"}),
    "edit_recommendation": rest(RECOMMENDS, V1 | {"title": "Both"}),
    "withdraw_recommendation": rest(RECOMMENDS, V1),
    "answer_recommendation": rest(RECOMMENDS, V1 | HEARD | {"answer": "accepted"}),
    "open_brief_of_recommendation": rest({AM, DIRECTOR}, V1, recommendation_id="{accepted_recommendation_id}"),
    "record_recommendation_outcome": rest(
        RECOMMENDS, V1 | {"outcome": "better"}, recommendation_id="{accepted_recommendation_id}"
    ),
}
