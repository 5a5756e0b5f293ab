"""Adding people: by a single-use link, by name in an import, or with an email address added later."""
