"""Rules every route falls under without anybody remembering."""

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter

from tests.house.crawl import routes


def patterns(found):
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


def all_patterns() -> list[URLPattern]:
    return list(patterns(get_resolver().url_patterns))


def test_every_route_has_a_name_of_its_own():
    names = [name for name, _ in routes()]
    assert "" not in names
    assert sorted(names) == sorted(set(names))


def test_addresses_carry_random_uuids_and_nothing_else():
    for pattern in all_patterns():
        for converter in pattern.pattern.converters.values():
            assert isinstance(converter, UUIDConverter), pattern
        assert "(?P<" not in str(pattern.pattern), pattern


def test_every_page_needs_sign_in_but_these():
    public = {p.name for p in all_patterns() if not getattr(p.callback, "login_required", True)}
    assert public == {"login", "health", "duty_feed"}
