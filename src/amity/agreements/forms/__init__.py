"""What is typed about agreements, form by form."""
