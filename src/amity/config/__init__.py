"""The only place that knows every part: settings, URLs, the server's entry and the command line."""
