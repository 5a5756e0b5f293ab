"""Who may read and change contact reports."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, PM, SIGNED_IN, RestRights, Rights, may, rest

KEEPS = {AM, DIRECTOR, PM}
READS = BY_ROLE | KEEPS
DAYS = {AM, DIRECTOR}
V1: dict[str, object] = {"version": 1}
POINT = {"group": "decisions", "text": "Blue it is", "version": "1"}
SENT = {"contact_report_id": "{sent_report_id}"}
NOTE = {"note_id": "{report_note_id}"}
ONE_POINT = {"point_id": "{report_point_id}"}
WORDS = {"contact_id": "{contact_id}", "words": "It was Thursday"}

RIGHTS: Rights = {
    "contact_reports:contact_reports": may(get=SIGNED_IN, also=("?export=csv", "?sort=-held_at", "?view=late")),
    "contact_reports:choose_notes": may(get=KEEPS, post=KEEPS, data={"note_ids": "{report_note_id}"}),
    "contact_reports:draft_of_note": may(post=KEEPS, where=NOTE),
    "contact_reports:need_no_report": may(get=KEEPS, post=KEEPS, data={"because": "Only small talk"}, where=NOTE),
    "contact_reports:need_report": may(post=KEEPS, where={"note_id": "{no_report_note_id}"}),
    "contact_reports:contact_report": [may(get=READS), may(get=READS, where=SENT)],
    "contact_reports:edit_report": may(get=KEEPS, post=KEEPS, data={"title": "Steering", "version": "1"}),
    "contact_reports:discard_draft": may(post=KEEPS),
    "contact_reports:add_point": may(get=KEEPS, post=KEEPS, data=POINT),
    "contact_reports:edit_point": may(get=KEEPS, post=KEEPS, data=POINT, where=ONE_POINT),
    "contact_reports:drop_point": may(post=KEEPS, where=ONE_POINT),
    "contact_reports:restore_point": may(post=KEEPS, where=ONE_POINT, trail=False),
    "contact_reports:move_point": may(post=KEEPS, where=ONE_POINT | {"way": "up"}),
    "contact_reports:submit_report": may(post=KEEPS, data={"version": "1"}),
    "contact_reports:reopen_report": may(post={PM}, where={"contact_report_id": "{waiting_report_id}"}),
    "contact_reports:record_sent": may(
        get=KEEPS, post=KEEPS, data={"version": "1", "sent_on": "2026-11-23", "how": "email"}
    ),
    "contact_reports:report_file": may(get=READS),
    "contact_reports:correct": may(get=KEEPS, post=KEEPS, data=WORDS, where=SENT),
    "contact_reports:confirm": may(get=KEEPS, post=KEEPS, data={"contact_id": "{contact_id}"}, where=SENT),
    "contact_reports:client_days": may(get=DAYS, post=DAYS, data={"country": "FR"}),
    "contact_reports:add_absence": may(
        get=DAYS, post=DAYS, data={"contact_id": "{contact_id}", "first_on": "2026-12-01", "last_on": "2026-12-02"}
    ),
    "contact_reports:remove_absence": may(post=DAYS, where={"absence_id": "{report_absence_id}"}),
}  # fmt: skip

REST: RestRights = {
    "list_contact_reports": rest(SIGNED_IN),
    "read_contact_report": rest(READS),
    "draft_contact_report": rest(KEEPS, {"note_ids": ["{report_note_id}"]}),
    "add_report_point": rest(KEEPS, V1 | {"group": "decisions", "text": "Blue it is"}),
    "submit_contact_report": rest(KEEPS, V1),
    "correct_contact_report": rest(KEEPS, dict(WORDS), contact_report_id="{sent_report_id}"),
    "confirm_contact_report": rest(
        KEEPS, {"contact_id": "{contact_id}"}, contact_report_id="{sent_report_id}"
    ),
}  # fmt: skip
