"""Deals and companies of a CRM: HubSpot, Pipedrive, Salesforce, or any table like theirs."""
