"""Everyone logs time. An entry is changed by its person, a director or finance. Finance closes months."""

from tests.matrix.rights import (
    ADMIN,
    AM,
    BY_ROLE,
    DIRECTOR,
    FINANCE,
    PM,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)  # fmt: skip

SEES = BY_ROLE | {AM, DIRECTOR, PM, TEAM}
CHANGES = {TEAM, DIRECTOR, FINANCE}
ENTRY = {"work_date": "2026-11-20", "work": "", "hours": "1:45", "text": "Icons", "billable": "on"}

WEEK = {"label": "2026-W47"}

RIGHTS: Rights = {
    "timesheets:entries": may(
        counted=True,
        get=SIGNED_IN,
        post=SIGNED_IN,
        data=ENTRY | {"person_id": "{self_id}"},
        also=(
            "?export=csv",
            "?export=xlsx",
            "?sort=-hours",
            "?from=2026-10-01&to=2026-11-30",
            "?project={project_id}&account={account_id}",
        ),
    ),
    "timesheets:choose": may(get=SIGNED_IN, also=("?q=a", "?q=a&only=projects")),
    "timesheets:this_week": may(get=SIGNED_IN, post=SIGNED_IN, trail=False),
    "timesheets:week": may(
        get=SIGNED_IN, post=SIGNED_IN, where=WEEK, trail=False, also=("?day=2026-11-20",), counted=True
    ),
    "timesheets:row": may(post=SIGNED_IN, where=WEEK, data={"work": "inside"}, trail=False),
    "timesheets:copy_last_week": may(post=SIGNED_IN, where=WEEK, trail=False),
    "timesheets:undo_in_week": may(post=SIGNED_IN, where=WEEK, trail=False),
    "timesheets:cell": may(
        get=SIGNED_IN, post=SIGNED_IN, where=WEEK | {"key": "inside", "number": "2"}, data={"hours": "1:45"}
    ),
    "timesheets:log_today": may(get=SIGNED_IN, also=("?work=a1&words=half+an+hour",)),
    "timesheets:day": may(
        get=SIGNED_IN, post=SIGNED_IN, where={"on": "2026-11-19"}, data={"work": "inside", "hours": "1:45"}
    ),
    "timesheets:answer_quiet": may(
        post={AM, DIRECTOR, PM, TEAM, FINANCE}, where={"on": "2026-11-19"}, data={"answer": "finished"}
    ),
    "timesheets:split": may(get=SIGNED_IN),
    "timesheets:split_week": may(get=SIGNED_IN, where={"week": "2026-W47"}),
    "timesheets:confirm_split": may(post=SIGNED_IN, where={"week": "2026-W47"}, trail=False),
    "timesheets:undo_split": may(post=SIGNED_IN, where={"week": "2026-W47"}, trail=False),
    "timesheets:shares": may(get=SIGNED_IN, post=SIGNED_IN, data={"valid_from": "2026-11-23"}, trail=False),
    "timesheets:approvals": may(get=SIGNED_IN),
    "timesheets:approve_week": may(post={DIRECTOR}),
    "timesheets:return_week": may(post={DIRECTOR}, data={"reason": "Wrong line"}),
    "timesheets:submit_week": may(post=SIGNED_IN, where={"week": "2026-W46"}, trail=False),
    "timesheets:take_week_back": may(post=SIGNED_IN, where={"week": "2026-W46"}, trail=False),
    "timesheets:own": may(get=SIGNED_IN, post=SIGNED_IN, data={"wanted": "on"}),
    "timesheets:time_settings": may(
        get={ADMIN}, post={ADMIN}, data={"approval": "on", "remind_weekday": "0", "remind_hour": "10"}
    ),
    "timesheets:timer": may(get=SIGNED_IN),
    "timesheets:start_timer": may(post=SIGNED_IN, data={"work": "", "work_key": "inside", "switch": "on"}),
    "timesheets:start_again": may(post=SEES),
    "timesheets:stop_timer": may(post=SIGNED_IN, trail=False),
    "timesheets:undo_stop": may(post=SIGNED_IN, trail=False),
    "timesheets:discard_timer": may(post=SIGNED_IN, trail=False),
    "timesheets:resume_timer": may(post=SIGNED_IN, trail=False),
    "timesheets:months": may(get={FINANCE}, also=("?first=2026-10-01&last=2026-11-30", "?sort=-seconds")),
    "timesheets:rerate": may(post={FINANCE}, data={"first": "2026-10-01", "last": "2026-11-30"}, trail=False),
    "timesheets:entry": may(get=SEES, post=CHANGES, data=ENTRY | {"version": "1", "person_id": "{person_id}"}),
    "timesheets:delete_entry": may(post=CHANGES, data={"version": "1"}),
    "timesheets:undo_delete": may(post=CHANGES, where={"entry_id": "{deleted_entry_id}"}),
}

TIME = {"work_date": "2026-11-20", "seconds": 6300, "text": "Icons"}

REST: RestRights = {
    "list_entries": rest(SIGNED_IN, also=("?project_id={project_id}&since=2026-10-01&limit=200",)),
    "read_entry": rest(SEES),
    "log_entry": rest(SIGNED_IN, TIME, counted=True),
    "edit_entry": rest(CHANGES, {"version": 1, "seconds": 7200}),
    "delete_entry": rest(CHANGES, query="?version=1"),
    "list_months": rest({FINANCE}),
}
