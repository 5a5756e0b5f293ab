"""Serving Amity: the web server, its worker class and the process of jobs."""
