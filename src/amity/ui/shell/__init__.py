"""What surrounds every page: navigation, notices, and how its template is drawn."""
