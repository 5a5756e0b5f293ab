"""Those who run a project answer its status. Administrators set the rhythm of the agency."""

from tests.matrix.rights import ADMIN, AM, DIRECTOR, EVERYBODY, PM, SIGNED_IN, RestRights, Rights, may, rest

RUNS = {AM, DIRECTOR, PM}
LINK = {"token": "{status_token}"}

RIGHTS: Rights = {
    "status:status": may(get=SIGNED_IN, also=("?project={project_id}",)),
    "status:questions": may(get=SIGNED_IN, also=("?export=csv", "?kind=forecast", "?sort=asked_at")),
    "status:email_me": may(post=SIGNED_IN, trail=False),
    "status:answer_question": may(post=RUNS, data={"outcome": "changed", "version": "1"}),
    "status:explain": may(
        get=RUNS, post=RUNS, data={"words": "The client moved the date", "version": "1"}
    ),
    "status:by_email": may(get=EVERYBODY, post=EVERYBODY, where=LINK),
    "status:by_link": may(get=EVERYBODY, post=EVERYBODY, where=LINK),
    "status:answer": may(
        get=RUNS, post=RUNS,
        data={"mood": "confident", "budget": "green", "dates": "amber", "client": "green", "percent": "40"},
    ),
    "status:confirm": may(post=RUNS),
    "status:rhythm": may(get=RUNS, post=RUNS, data={"rhythm": "fortnightly", "weekday": "3", "version": "1"}),
    "status:settings": may(get={ADMIN}, post={ADMIN}, data={"rhythm": "weekly", "weekday": "3", "version": "1"}),
}  # fmt: skip

REST: RestRights = {
    "list_statuses": rest(SIGNED_IN, query="?project_id={project_id}"),
    "answer_status": rest(RUNS, {"project_id": "{project_id}", "mood": "tense"}),
    "list_contradictions": rest(SIGNED_IN, query="?open=true"),
    "answer_contradiction": rest(
        RUNS, {"version": 1, "outcome": "explained", "words": "The client moved the date"}
    ),
}  # fmt: skip
