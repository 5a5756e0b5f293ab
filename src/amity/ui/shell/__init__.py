"""Everything around a page: navigation, notices, and how its template is drawn."""
