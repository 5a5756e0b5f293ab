"""The rights of a contact, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccessFields:
    """What a contact sees besides what was sent to them. All off by default."""

    sees_money: bool = False
    sees_invoices: bool = False
    sees_all_projects: bool = False
    sees_colleagues: bool = False
    sees_year: bool = False
