"""What people write beside their time, by discipline. `{task}` is the work item, `{who}` somebody at the client."""

from random import Random
from typing import Final

from amity.demo.rules.cast import ACCOUNT, CONTENT, DESIGN, DEVELOPMENT, MOTION, OFFICE, PROJECT, STRATEGY

WITH_TASK: Final[dict[str, tuple[str, ...]]] = {
    STRATEGY: (
        "{task}: guide for the talks", "{task}: three talks and notes", "{task}: what the numbers say",
        "{task}: sorted findings with the team", "{task}: draft for {who}",
        "{task}: second version after {who}’s notes",
        "{task}: looked at four competitors", "{task}: one page to agree on",
    ),
    DESIGN: (
        "{task}: two directions", "{task}: worked through {who}’s comments", "{task}: small screens",
        "{task}: checked contrast and sizes", "{task}: tidied components", "{task}: alternatives for the opening",
        "{task}: handed over to build", "{task}: tidied the files", "{task}: review with the team",
        "{task}: showed it to the team",
    ),
    MOTION: (
        "{task}: rough cut", "{task}: timing of the opening", "{task}: captions", "{task}: colours and sound",
        "{task}: shorter version for the feed", "{task}: changes after {who} saw it",
    ),
    DEVELOPMENT: (
        "{task}: first version on the test server", "{task}: mended what {who} reported",
        "{task}: review of a colleague’s changes",
        "{task}: tests", "{task}: slower than thought, caching added", "{task}: fields and messages of the form",
        "{task}: keyboard and screen reader", "{task}: old browser on the counter PCs", "{task}: data moved across",
        "{task}: deployed, watched the log", "{task}: worked on it in a pair", "{task}: clean-up after the review",
    ),
    CONTENT: (
        "{task}: first draft", "{task}: shortened by a third", "{task}: facts checked with {who}",
        "{task}: headlines, twelve to choose from", "{task}: texts for buttons and errors",
        "{task}: read aloud, rewritten",
        "{task}: corrections from {who}", "{task}: alt texts",
    ),
}  # fmt: skip

PLAIN: Final[dict[str, tuple[str, ...]]] = {
    STRATEGY: ("Prepared the workshop", "Quarter in numbers for {who}", "Notes from the call with {who}"),
    DESIGN: (
        "Banner set, three sizes", "Newsletter header", "Small changes {who} asked for", "Social tiles for next week",
        "Template for the price list", "Icons that were missing", "Cut-outs of product pictures",
    ),
    MOTION: ("Loop for the homepage", "Clip for the feed", "New end card"),
    DEVELOPMENT: (
        "Updates and backup check", "Broken links from the report", "Form did not send, mended",
        "Certificates renewed",
        "Search index rebuilt", "Question from {who} about tracking", "Slow page found and mended",
        "Cookie notice changed",
        "Release with small fixes", "Import of new products failed, ran it again",
    ),
    CONTENT: (
        "Two articles", "Product texts, eight of them", "Newsletter", "Corrections {who} sent", "Job advert",
        "News item about the opening hours", "Frequent questions brought up to date",
    ),
    PROJECT: (
        "Weekly call with {who}", "Plan for the next two weeks", "Chased the missing pictures",
        "Board tidied, hours checked",
        "Status for {who}", "Estimate for a wish of {who}", "Notes and next steps", "Review of risks with the team",
    ),
    ACCOUNT: (
        "Call with {who}", "Prepared the review", "Answered {who}’s mails", "Talked through the fee with {who}",
        "Brief written down", "Presented with the team",
    ),
}  # fmt: skip

SERVICE: Final = (
    "Call with {who}", "Lunch with {who}", "Read their yearly report", "Prepared the quarter’s talk",
    "Renewal: what we would change", "Talked with {who} about next year", "Note after the steering group",
)  # fmt: skip
INSIDE: Final = (
    "Monday round", "Team meeting", "Mails and planning", "Time sheets and planning", "Course: accessible documents",
    "Talk with my lead", "Show and tell", "Tools and templates", "Interviewed an applicant", "Read up, took notes",
)  # fmt: skip
OFFICE_WORK: Final = (
    "Invoices and reminders", "Payroll with the bureau", "Contracts to file", "New laptop set up", "Insurance papers",
    "Bank and receipts", "Office move, quotes", "Review of an agreement", "Month end", "Prices of suppliers compared",
)  # fmt: skip
PITCHES: Final = (
    "Pitch Corran Glass: idea", "Pitch Corran Glass: slides", "Pitch Corran Glass: rehearsal",
    "Credentials for a first talk",
    "Call with a client to be", "Tender read, questions sent", "Offer for a museum, not sent",
)  # fmt: skip
HOLIDAY: Final = "Holiday"
SICK: Final = "Sick"


def said(random: Random, discipline: str, task: str, who: str) -> str:
    """What somebody writes: about the work item where there is one. Now and then nothing at all."""
    if random.random() < 0.04:
        return ""
    told = WITH_TASK.get(discipline) if task else None
    return random.choice(told or PLAIN[discipline]).format(task=task, who=who)


def said_inside(random: Random, discipline: str) -> str:
    """What somebody writes beside time for the agency itself."""
    return random.choice(OFFICE_WORK + INSIDE[:4] if discipline == OFFICE else INSIDE)
