"""How a person comes in: by a single-use link, named by an import, or with an email address added later."""
