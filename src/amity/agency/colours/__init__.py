"""The colour of the agency on pages and emails for clients."""
