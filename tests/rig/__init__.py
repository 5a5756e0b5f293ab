"""The rig: settings for tests, a PostgreSQL, a browser, the real inputs, a pseudo-locale."""
