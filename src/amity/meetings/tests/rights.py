"""Who may read meetings: those who answer for the account or see every one. Calendars are one's own."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, SIGNED_IN, RestRights, Rights, may, rest

READS = BY_ROLE | {AM, DIRECTOR}
NAMED = {"name": "Work", "version": "1"}

RIGHTS: Rights = {
    "meetings:meeting": may(get=READS),
    "meetings:calendars": may(get=SIGNED_IN),
    "meetings:upload_files": may(get=SIGNED_IN, post=SIGNED_IN, files={"calendar_files": "calendar.ics"}),
    "meetings:add_address": may(get=SIGNED_IN),
    "meetings:add_server": may(get=SIGNED_IN),
    "meetings:edit_calendar": may(get={AM}, post={AM}, data=NAMED),
    "meetings:check_calendar": may(post={AM}, trail=False),
    "meetings:pause_calendar": may(post={AM}, trail=False),
    "meetings:resume_calendar": may(post={AM}),
    "meetings:remove_calendar": may(post={AM}),
}

REST: RestRights = {
    "list_meetings": rest(SIGNED_IN, also=("?contact_id=1&state=confirmed",)),
    "read_meeting": rest(READS),
    "list_calendars": rest(SIGNED_IN),
    "read_calendar": rest({AM}, uncounted="a calendar is that of its owner"),
}
