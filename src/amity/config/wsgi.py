"""The server's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")
application = get_wsgi_application()
