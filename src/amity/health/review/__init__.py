"""False greens and false reds: what the page could have shown."""
