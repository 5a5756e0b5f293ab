"""Files of invoices and payments."""
