"""The agency's colour on pages for clients."""
