"""Units and accounts of the demonstration alone, for a desk measured without its year of visits."""

from django.utils import timezone

from agencies.units.build import build_demo


def main() -> None:
    build_demo(now=timezone.now())
