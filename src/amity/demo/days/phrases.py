"""What people write beside their time, by discipline. `{task}` is the work item, `{who}` someone at the client."""

from random import Random
from typing import Final

from amity.demo.staff.cast import ACCOUNT, CONTENT, DESIGN, DEVELOPMENT, MOTION, OFFICE, PROJECT, STRATEGY

WITH_TASK: Final[dict[str, tuple[str, ...]]] = {
    STRATEGY: (
        "{task}: interview guide", "{task}: three interviews and notes", "{task}: analysis of the figures",
        "{task}: sorted findings with the team", "{task}: draft for {who}",
        "{task}: second version after {who}’s comments",
        "{task}: reviewed four competitors", "{task}: one-page summary",
    ),
    DESIGN: (
        "{task}: two directions", "{task}: worked through {who}’s comments", "{task}: mobile screens",
        "{task}: checked contrast and sizes", "{task}: tidied components", "{task}: alternatives for the opening",
        "{task}: handed to development", "{task}: tidied the files", "{task}: review with the team",
        "{task}: team critique",
    ),
    MOTION: (
        "{task}: rough cut", "{task}: timing of the opening", "{task}: captions", "{task}: colours and sound",
        "{task}: shorter version for social", "{task}: changes after {who} saw it",
    ),
    DEVELOPMENT: (
        "{task}: first version on the test server", "{task}: fixed what {who} reported",
        "{task}: code review",
        "{task}: tests", "{task}: slow, added caching", "{task}: form fields and messages",
        "{task}: keyboard and screen reader tests", "{task}: old browser on the counter PCs", "{task}: data migration",
        "{task}: deployed and monitored", "{task}: pair programming", "{task}: clean-up after the review",
    ),
    CONTENT: (
        "{task}: first draft", "{task}: shortened by a third", "{task}: facts checked with {who}",
        "{task}: headlines, twelve to choose from", "{task}: copy for buttons and errors",
        "{task}: read aloud and rewritten",
        "{task}: corrections from {who}", "{task}: alt texts",
    ),
}  # fmt: skip

PLAIN: Final[dict[str, tuple[str, ...]]] = {
    STRATEGY: ("Prepared the workshop", "Quarterly figures for {who}", "Notes from the call with {who}"),
    DESIGN: (
        "Banner set, three sizes", "Newsletter header", "Small changes for {who}", "Social tiles for next week",
        "Template for the price list", "Missing icons", "Product cut-outs",
    ),
    MOTION: ("Loop for the homepage", "Clip for social", "New end card"),
    DEVELOPMENT: (
        "Updates and backup check", "Fixed broken links", "Fixed the contact form",
        "Certificates renewed",
        "Search index rebuilt", "Question from {who} about tracking", "Fixed a slow page",
        "Updated the cookie notice",
        "Release with small fixes", "Product import failed, reran it",
    ),
    CONTENT: (
        "Two articles", "Eight product descriptions", "Newsletter", "Corrections from {who}", "Job advert",
        "News item about the opening hours", "Updated the FAQ",
    ),
    PROJECT: (
        "Weekly call with {who}", "Plan for the next two weeks", "Chased the missing pictures",
        "Tidied the board, checked hours",
        "Status for {who}", "Estimate for {who}", "Notes and next steps", "Review of risks with the team",
    ),
    ACCOUNT: (
        "Call with {who}", "Prepared the review", "Replied to {who}’s emails", "Discussed the fee with {who}",
        "Wrote the brief", "Presented with the team",
    ),
}  # fmt: skip

SERVICE: Final = (
    "Call with {who}", "Lunch with {who}", "Read their annual report", "Prepared the quarterly review",
    "Renewal: what we would change", "Talked to {who} about next year", "Note after the steering group",
)  # fmt: skip
INSIDE: Final = (
    "Monday meeting", "Team meeting", "Emails and planning", "Timesheets and planning", "Course: accessible documents",
    "One-to-one with my lead", "Show and tell", "Tools and templates", "Interviewed an applicant", "Reading and notes",
)  # fmt: skip
OFFICE_WORK: Final = (
    "Invoices and reminders", "Payroll", "Filing contracts", "New laptop set up", "Insurance paperwork",
    "Bank and receipts", "Office move, quotes", "Review of an agreement", "Month end", "Compared supplier prices",
)  # fmt: skip
PITCHES: Final = (
    "Pitch Corran Glass: idea", "Pitch Corran Glass: slides", "Pitch Corran Glass: rehearsal",
    "Credentials for a first meeting",
    "Call with a prospect", "Read a tender, sent questions", "Offer for a museum, not sent",
)  # fmt: skip
HOLIDAY: Final = "Holiday"
SICK: Final = "Sick"


def said(random: Random, discipline: str, task: str, who: str) -> str:
    """What someone writes: about the work item where there is one. Now and then nothing at all."""
    if random.random() < 0.04:
        return ""
    told = WITH_TASK.get(discipline) if task else None
    return random.choice(told or PLAIN[discipline]).format(task=task, who=who)


def said_inside(random: Random, discipline: str) -> str:
    """What someone writes beside time for the agency itself."""
    return random.choice(OFFICE_WORK + INSIDE[:4] if discipline == OFFICE else INSIDE)
