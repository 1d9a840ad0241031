"""Loaded by pytest before Django reads its settings (-p in pyproject.toml): starts what tests need."""

import os

from config.local.environment import prepare

prepare(["test"])
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
