"""A person’s open actions as a calendar feed with a secret address."""
