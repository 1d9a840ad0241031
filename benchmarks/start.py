"""Starts Django on the database of the environment, then one program: -m benchmarks.start NAME …"""

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    importlib.import_module(f"benchmarks.{sys.argv[1]}").main(*sys.argv[2:])
