"""Project managers change a project, finance imports projects, and team members mark work as finished."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    AM,
    BY_ROLE,
    DIRECTOR,
    FINANCE,
    OUTSIDER,
    PM,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)  # fmt: skip

RUNS = {AM, DIRECTOR, PM}
EDITS = RUNS | {FINANCE}
SENDS = BY_ROLE | RUNS
DAY = "2026-11-01"

RIGHTS: Rights = {
    "projects:account_work": may(get=ACCOUNT_SEEN),
    "projects:stand_ins": may(get=SIGNED_IN),
    "projects:name_stand_in": may(
        get=SIGNED_IN,
        post=SIGNED_IN,
        data={"stand_in_id": "{stand_in_id}", "starts_on": "{later}", "ends_on": "{later}"},
    ),
    "projects:end_stand_in": may(post={PM, DIRECTOR}, data={"version": "1"}, where={"cover_id": "{manager_cover_id}"}),
    "projects:open_project": may(
        get=EDITS | {OUTSIDER}, post=EDITS, data={"name": "Spring campaign", "account_id": "{account_id}"}
    ),
    "projects:project": may(get=ACCOUNT_SEEN),
    "projects:client": may(get=ACCOUNT_SEEN),
    "projects:facts": may(get=ACCOUNT_SEEN),
    "projects:edit_project": may(
        get=EDITS, post=EDITS, data={"name": "Tickets", "code": "", "percent_complete": "40", "version": "1"}
    ),
    "projects:move_project": may(post=EDITS, data={"version": "1", "status": "paused"}),
    "projects:place_project": may(
        get=EDITS, post=EDITS, data={"account_id": "", "version": "1"}, where={"project_id": "{waiting_id}"}
    ),
    "projects:set_agreement": may(get=EDITS, post=EDITS, data={"agreement_id": "", "version": "1"}),
    "projects:staff_project": may(
        get=EDITS, post=EDITS, data={"duty": "manager", "person_id": "{manager_id}", "valid_from": DAY}
    ),
    "projects:add_member": may(get=EDITS, post=EDITS, data={"person_id": "{manager_id}"}),
    "projects:remove_member": may(post=EDITS),
    "projects:add_milestone": may(get=EDITS, post=EDITS, data={"name": "Beta", "due_on": "2026-12-05"}),
    "projects:add_work_item": may(get=EDITS, post=EDITS, data={"title": "Sitemap", "planned_seconds": "4"}),
    "projects:tick": may(post=EDITS | {TEAM}, data={"answer": "finished"}, where={"kind": "line"}),
    "projects:move_deliverable": may(
        get=EDITS | {TEAM}, post=EDITS | {TEAM}, data={"state": "planned", "before": "in_work"}
    ),
    "projects:deliverable": may(get=ACCOUNT_SEEN),
    "projects:add_version": may(
        get=EDITS | {TEAM}, post=EDITS | {TEAM}, data={"link": "https://films.example/spot", "note": "New ending"}
    ),
    "projects:remove_version": may(post=EDITS | {TEAM}, where={"version_id": "{deliverable_version_id}"}),
    "projects:send_version": may(
        get=SENDS,
        post=SENDS,
        where={"version_id": "{deliverable_version_id}"},
        data={"subject": "Banner", "text": "Hello", "to_ids": ["{contact_id}"], "draft": "1"},
    ),
    "projects:add_comment": may(
        get=EDITS | {TEAM},
        post=EDITS | {TEAM},
        data={"words": "Check the colours"},
        where={"version_id": "{deliverable_version_id}"},
    ),
    "projects:record_client_comment": may(
        get=EDITS,
        post=EDITS,
        where={"version_id": "{deliverable_version_id}"},
        data={
            "stated_by_id": "{contact_id}",
            "stated_on": DAY,
            "stated_in": "call",
            "client_words": "More green",
        },
    ),
    "projects:settle_comment": may(
        post=EDITS | {TEAM}, data={"done": "1"}, where={"comment_id": "{version_comment_id}"}
    ),
    "projects:move_milestone": may(get=EDITS, post=EDITS, data={"due_on": "2026-12-09"}),
    "projects:deliver_milestone": may(post=EDITS),
    "projects:edit_work_item": may(get=EDITS, post=EDITS, data={"title": "Sketches, larger"}),
}

V1 = {"version": 1}

REST: RestRights = {
    "list_stand_ins": rest(SIGNED_IN),
    "name_stand_in": rest(SIGNED_IN, {"stand_in_id": "{stand_in_id}", "starts_on": "{later}", "ends_on": "{later}"}),
    "end_stand_in": rest({PM, DIRECTOR}, {"version": 1}, cover_id="{manager_cover_id}"),
    "list_projects": rest(SIGNED_IN),
    "read_project": rest(ACCOUNT_SEEN),
    "create_project": rest(EDITS, {"name": "Spring campaign", "account_id": "{account_id}"}),
    "edit_project": rest(EDITS, V1 | {"percent_complete": 40}),
    "change_project_status": rest(EDITS, V1 | {"status": "paused"}),
    "list_project_lines": rest(ACCOUNT_SEEN),
    "list_items": rest(SIGNED_IN),
    "read_item": rest(ACCOUNT_SEEN),
    "add_item": rest(EDITS, {"project_id": "{project_id}", "title": "Sitemap", "planned_seconds": 14400}),
    "change_deliverable_state": rest(EDITS | {TEAM}, {"before": "in_work", "state": "planned"}),
    "list_deliverable_versions": rest(ACCOUNT_SEEN),
    "add_deliverable_version": rest(EDITS | {TEAM}, {"link": "https://films.example/spot"}),
    "attach_deliverable_version": rest(EDITS | {TEAM}, file="paper.pdf"),
    "send_deliverable_version": rest(SENDS, version_id="{deliverable_version_id}"),
    "add_version_comment": rest(EDITS | {TEAM}, {"words": "Check the colours"}, version_id="{deliverable_version_id}"),
    "record_client_comment": rest(
        EDITS,
        {"stated_by_id": "{contact_id}", "stated_on": DAY, "client_words": "More green"},
        version_id="{deliverable_version_id}",
    ),
    "mark_version_comment": rest(EDITS | {TEAM}, {"done": True}, comment_id="{version_comment_id}"),
    "edit_item": rest(EDITS, {"title": "Sketches, larger"}),
}
