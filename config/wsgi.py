"""WSGI entry point."""

import os
import sys

from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Before the first request: without what seals identities the house stays shut.
if problems := run_checks(tags=["danh_tinh"], include_deployment_checks=True):
    sys.exit(str(problems[0].msg))
