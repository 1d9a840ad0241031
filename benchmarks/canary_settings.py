"""Settings of the product with one address that breaks: an error page is part of the day of `make canary`."""

from config.settings import *  # noqa: F403, TID251 - the scan is of these very settings

ROOT_URLCONF = "benchmarks.canary_urls"
