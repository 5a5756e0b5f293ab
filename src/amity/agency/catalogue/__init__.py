"""The services the agency sells, with their families."""
