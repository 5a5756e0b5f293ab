"""Own colleagues' calendars, and the meetings with clients that are in them.

Terms: calendar, meeting, answer, entry. Nothing else of a calendar is stored. Main commands: `take_events`,
`add_calendar`. Queries for other parts: `meetings_between`, `next_meeting_with`, `meeting_seen_by`,
`meetings_of_account`.
"""
