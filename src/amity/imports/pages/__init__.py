"""What the pages of an import show, as plain values: no HTTP, nothing is changed here."""
