"""The only place that knows every part: settings, addresses, the server's entry and the command line."""
