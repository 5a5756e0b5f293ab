"""Agreements: what they say, what was frozen and reviewed of it, and what was recorded."""

from amity.agreements.models.agreement import Agreement, AgreementLine, DayWarned
from amity.agreements.models.orders import LineChange
from amity.agreements.models.people import NamedPerson
from amity.agreements.models.reviews import GuestLink, Review, ReviewComment, ReviewRule
from amity.agreements.models.versions import AgreementFile, AgreementVersion, Recorded
from amity.agreements.models.wording import AgreementTerm, Clause, Deliverable, LibraryTerm

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementLine",
    "AgreementTerm",
    "AgreementVersion",
    "Clause",
    "DayWarned",
    "Deliverable",
    "GuestLink",
    "LibraryTerm",
    "LineChange",
    "NamedPerson",
    "Recorded",
    "Review",
    "ReviewComment",
    "ReviewRule",
]
