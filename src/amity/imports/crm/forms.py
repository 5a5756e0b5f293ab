"""Forms for the format of a file of a CRM: its columns and its cells."""

from amity.imports.columns.mapped_form import MappedForm
from amity.imports.crm.rules.columns import COMPANY_FIELDS, DEAL_FIELDS
from amity.imports.labels import CRM_FIELDS


class DealForm(MappedForm):
    """Form for the column of each field of a deal, and the answers to open questions."""

    names, labels = DEAL_FIELDS, CRM_FIELDS


class CompanyForm(MappedForm):
    """Form for the column of each field of a company."""

    names, labels = COMPANY_FIELDS, CRM_FIELDS
