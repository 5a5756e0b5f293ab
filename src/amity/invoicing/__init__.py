"""Invoices of the agency's accounting program with their payments, as imported. Amity issues none itself.

Terms: invoice, credit note, open amount, overdue, realisation, collection. Commands: `write_invoice`, `remove_invoice`,
`place_line`.
"""
