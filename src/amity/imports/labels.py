"""Labels of fields, states, tools and fates on a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

FIELDS: Mapping[str, Promise] = {
    "date": lazy("Date"),
    "person": lazy("Person"),
    "mail": lazy("Email address"),
    "client": lazy("Client"),
    "project": lazy("Project"),
    "task": lazy("Work item"),
    "line": lazy("Line code"),
    "hours": lazy("Time"),
    "text": lazy("Text"),
    "billable": lazy("Billable"),
    "price": lazy("Price an hour"),
    "cost": lazy("Hourly cost"),
    "currency": lazy("Currency"),
    "first_name": lazy("First name"),
    "last_name": lazy("Last name"),
    "project_code": lazy("Project code"),
    "amount": lazy("Price of the row"),
    "cost_amount": lazy("Cost of the row"),
    "reference": lazy("Origin"),
    "item_key": lazy("Key of the work item"),
    "billed": lazy("Billed time"),
}
"""Labels of the fields of a column."""

EXPENSE_FIELDS: Mapping[str, Promise] = {
    "date": FIELDS["date"],
    "amount": lazy("Amount"),
    "currency": FIELDS["currency"],
    "person": lazy("Who paid"),
    "first_name": FIELDS["first_name"],
    "last_name": FIELDS["last_name"],
    "mail": FIELDS["mail"],
    "client": FIELDS["client"],
    "project": FIELDS["project"],
    "project_code": FIELDS["project_code"],
    "line": FIELDS["line"],
    "supplier": lazy("Supplier"),
    "text": FIELDS["text"],
    "category": lazy("Category"),
    "kind": lazy("Pass-through or cost of delivery"),
    "billable": FIELDS["billable"],
    "billed": lazy("Billed to the client"),
}
"""Labels of the fields of a column in an expense file."""

INVOICE_FIELDS: Mapping[str, Promise] = {
    "number": lazy("Invoice number"),
    "client": FIELDS["client"],
    "mail": FIELDS["mail"],
    "date": FIELDS["date"],
    "due": lazy("Due date"),
    "currency": FIELDS["currency"],
    "reference": lazy("Reference: agreement or PO number"),
    "kind": lazy("Invoice, credit note or payment"),
    "status": lazy("Status"),
    "paid_on": lazy("Payment date"),
    "item": lazy("Item"),
    "text": FIELDS["text"],
    "line": FIELDS["line"],
    "quantity": lazy("Quantity"),
    "unit_price": lazy("Unit price"),
    "discount": lazy("Discount in percent"),
    "line_net": lazy("Line amount, net"),
    "tax": lazy("Tax on the line"),
    "tax_2": lazy("Second tax on the line"),
    "line_total": lazy("Line amount with tax"),
    "net": lazy("Invoice amount, net"),
    "tax_total": lazy("Tax on the invoice"),
    "total": lazy("Invoice total"),
    "paid": lazy("Amount paid"),
    "open": lazy("Amount still open"),
}
"""Labels of the fields of a column in a file of invoices."""

CRM_FIELDS: Mapping[str, Promise] = {
    "id": lazy("Id in the CRM"),
    "title": lazy("Deal"),
    "name": lazy("Company"),
    "company": lazy("Company"),
    "domain": lazy("Website"),
    "person": lazy("Contact"),
    "mail": FIELDS["mail"],
    "stage": lazy("Stage"),
    "value": lazy("Value"),
    "currency": FIELDS["currency"],
    "closes": lazy("Close date"),
    "added": lazy("Created"),
    "owner": lazy("Owner"),
    "probability": lazy("Probability"),
    "next_step": lazy("Next step"),
    "next_on": lazy("Date of the next step"),
    "product": lazy("Product"),
    "text": FIELDS["text"],
    "deleted": lazy("Deleted in the CRM"),
    "merged": lazy("Ids merged into this one"),
}
"""Labels of the fields of a column in a file of a CRM."""

CHANGED: Mapping[str, Promise] = {
    "work_date": lazy("Date"),
    "seconds": lazy("Time"),
    "value": lazy("Value"),
    "rate": lazy("Price an hour"),
    "cost": lazy("Cost"),
    "cost_rate": lazy("Hourly cost"),
}
"""Labels of a row's fields where they differ from those of a column."""

FIND_OUT_LABEL = lazy("Detect automatically")

TOOLS: Mapping[str, Promise] = {
    "harvest": lazy("Harvest, detailed time"),
    "toggl": lazy("Toggl Track, detailed"),
    "clockify": lazy("Clockify, detailed"),
    "tempo": lazy("Jira Tempo, timesheet"),
    "csv": lazy("Any CSV or XLSX"),
    "projects": lazy("Projects without time"),
    "expenses": lazy("Expenses"),
    "invoices": lazy("Invoices and payments"),
    "companies": lazy("Companies of a CRM"),
    "contacts": lazy("Contacts"),
    "deals": lazy("Deals of a CRM"),
    "crm": lazy("Tables of a CRM in a ZIP"),
    "lines": lazy("Quoted lines of a project"),
}

STATES: Mapping[str, Promise] = {
    "reading": lazy("being read"),
    "asking": lazy("asks a question"),
    "unreadable": lazy("cannot be read"),
    "ready": lazy("waiting for your confirmation"),
    "to_take": lazy("waiting for your confirmation"),
    "applying": lazy("being imported"),
    "interrupted": lazy("interrupted"),
    "stopped": lazy("stopped half way"),
    "applied": lazy("imported"),
    "undoing": lazy("being undone"),
    "undone": lazy("undone"),
}
SHAPES: Mapping[str, str] = {
    "asking": "watch",
    "unreadable": "unwell",
    "ready": "watch",
    "to_take": "watch",
    "interrupted": "unwell",
    "stopped": "unwell",
    "applied": "well",
    "applying": "info",
    "undoing": "info",
    "reading": "info",
    "undone": "none",
}
"""The pill shape of each state of a batch."""

KINDS: Mapping[str, Promise] = {
    "person": lazy("People"),
    "client": lazy("Clients"),
    "project": lazy("Projects"),
    "task": lazy("Work items"),
}
KEPT: Mapping[str, Promise] = {
    "edited_since": lazy("edited since"),
    "deleted_since": lazy("deleted since"),
    "month_locked": lazy("its month is locked"),
    "in_use": lazy("something else uses it now"),
    "imported_since": lazy("a newer import changed it"),
}
MADE: Mapping[str, Promise] = {
    **KINDS,
    "client": lazy("Accounts"),
    "contact": lazy("Contacts"),
    "line": lazy("Lines"),
    "terms": lazy("Corrected line hours"),
    "agreement": lazy("Agreements"),
    "member": lazy("People on projects"),
    "plan": lazy("Plans of work items"),
    "milestone": lazy("Milestones"),
    "met": lazy("Milestones marked as met"),
    "finished": lazy("Work items marked as finished"),
    "expense": lazy("Expenses"),
    "spent": lazy("Corrected expenses"),
    "invoice": lazy("Invoices and credit notes"),
    "reinvoice": lazy("Changed invoices"),
    "deal": lazy("Opportunities"),
    "redeal": lazy("Corrected opportunities"),
}
THINGS: Mapping[str, Promise] = {
    "entry": lazy("Entry"),
    "person": lazy("Person"),
    "client": lazy("Account"),
    "project": lazy("Project"),
    "task": lazy("Work item"),
    "line": lazy("Line"),
    "terms": lazy("Corrected hours of a line"),
    "agreement": lazy("Agreement"),
    "contact": lazy("Contact"),
    "member": lazy("Person on a project"),
    "mark": lazy("Finished mark"),
    "plan": lazy("Plan of a work item"),
    "milestone": lazy("Milestone"),
    "met": lazy("Milestone marked as met"),
    "finished": lazy("Work item marked as finished"),
    "expense": lazy("Expense"),
    "spent": lazy("Corrected expense"),
    "invoice": lazy("Invoice"),
    "credit_note": lazy("Credit note"),
    "reinvoice": lazy("Changed invoice"),
    "deal": lazy("Opportunity"),
    "redeal": lazy("Corrected opportunity"),
}


def field(name: str) -> str:
    """Return the label of a row's or column's field, or its own name."""
    return str(CHANGED.get(name) or FIELDS.get(name) or name)
