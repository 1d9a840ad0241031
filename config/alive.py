"""Health check of the web container: asks the health address under a name that is allowed."""

import os
import sys
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
port = os.environ.get("WEB_BIND", ":8000").rpartition(":")[2]
request = urllib.request.Request(f"http://127.0.0.1:{port}/health/", headers={"Host": host})
with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  # nosec B310 - our own health page
    sys.exit(answer.status != 200)
