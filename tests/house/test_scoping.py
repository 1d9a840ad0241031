"""A forgotten scope raises: rows of case models are read on a page only for somebody (ADR 0042)."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from agencies.scoping import ForgottenScope, Scoped, scope_guard
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Clock, Matter, Petition
from complaints.petitioner import Petitioner
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
# Rows with a matter or a petition that have no scope of their own: read from the row they hang on, by
# the actions, or by those who keep secrets. Whoever adds one says here why no page can list it.
HANG_ON = {
    "complaints.MatterExclusion",
    "complaints.MatterFact", "complaints.MatterGrant", "complaints.SealedIdentity",
    "reception.VisitMatter", "reception.VisitPetition",
}  # fmt: skip
FORGETFUL: dict[str, Callable[[], Any]] = {
    "list": lambda: list(Petition.objects.all()),
    "count": lambda: Petition.objects.filter(summary="x").count(),
    "exists": lambda: Clock.objects.exists(),
    "get": lambda: Matter.objects.get(title="Đơn"),
    "first": lambda: Matter.objects.first(),
    "values": lambda: list(Matter.objects.values_list("pk", flat=True)),
    "iterator": lambda: list(Petition.objects.iterator()),
    "aggregate": lambda: Petition.objects.aggregate(n=Count("pk")),
    "by id": lambda: Petition.objects.filter(pk__in=["00000000-0000-4000-8000-000000000000"])[
        :1
    ].get(),
    "in bulk": lambda: Matter.objects.in_bulk(),
    "or": lambda: list(Matter.objects.unscoped("let through here") | Matter.objects.all()),
    "union": lambda: list(Matter.objects.none().union(Matter.objects.all())),
    "of rows that were not let through": lambda: list(
        Petition.objects.filter(matter__in=Matter.objects.values("pk"))
    ),
    "all but": lambda: list(Petition.objects.exclude(matter=Matter())),
}


@pytest.fixture
def petition() -> Petition:
    province = Province()
    return register_petition(
        agency=province["SKHCN"], kind=PetitionKind.COMPLAINT, field=Field.LAND,
        source=Source.POST, received_on=NOW.date(), petitioner=Petitioner(full_name="Lý Văn Sáu"),
        summary="Đơn", content="Đơn.", by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip


def on_a_page(read: Callable[[], Any], method: str = "get") -> Any:
    """What `read` gives inside a request of this method."""
    got: list[Any] = []

    def view(request: HttpRequest) -> HttpResponse:
        got.append(read())
        return HttpResponse()

    scope_guard(view)(getattr(RequestFactory(), method)("/"))
    return got[0]


@pytest.mark.parametrize("how", FORGETFUL)
def test_a_page_that_forgot_the_scope_shows_nothing(how):
    with pytest.raises(ForgottenScope):
        on_a_page(FORGETFUL[how])


def test_rows_that_were_let_through_are_read(petition):
    user = petition.matter.grants.model._meta.get_field("user").related_model.objects.get(
        username="handler.skhcn.ls"
    )
    matter = petition.matter
    seen = Matter.objects.visible_to(user)
    for read in (
        lambda: list(Petition.objects.visible_to(user).order_by("pk")[:5]),
        lambda: list(matter.petitions.all()),
        lambda: list(Petition.objects.filter(matter=matter)),
        lambda: list(Petition.objects.filter(matter__in=[matter])),
        lambda: list(Petition.objects.filter(matter__in=seen.values("pk"))),
        lambda: list(Petition.objects.unscoped("a reason of some length").all()),
        lambda: list(seen | Matter.objects.visible_to(user)),
        lambda: [m for m in seen.prefetch_related("petitions") for _ in m.petitions.all()],
    ):
        assert len(on_a_page(read)) == 1
    assert on_a_page(lambda: list(Petition.objects.none())) == []
    assert on_a_page(lambda: petition.__class__.objects.visible_to(user).count()) == 1


def test_only_pages_are_watched(petition):
    assert on_a_page(lambda: Petition.objects.count(), "post") == 1
    assert Petition.objects.count() == 1
    with pytest.raises(ForgottenScope):
        on_a_page(lambda: Petition.objects.count(), "head")
    with pytest.raises(ValueError, match="say why"):
        Petition.objects.unscoped("")


def test_the_log_names_the_model_and_no_row(petition, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(ForgottenScope):
        on_a_page(lambda: list(Petition.objects.filter(summary="Lương Thị Kín")))
    assert caplog.messages == [
        "rows of complaints.Petition were asked for on a page without a scope"
    ]
    assert "Kín" not in caplog.text


def test_every_model_of_a_case_has_the_guard():
    """What points at a matter or a petition is a case row; a new one chooses its scope."""
    cases = {Matter, Petition}
    without = set()
    for model in apps.get_models():
        points = any(f.related_model in cases for f in model._meta.fields if f.is_relation)
        guarded = isinstance(model._default_manager.all(), Scoped)
        if (points or model in cases) and not guarded:
            without.add(model._meta.label)
    assert without == HANG_ON


def test_the_guard_stands_in_every_request():
    assert "agencies.scoping.scope_guard" in settings.MIDDLEWARE
