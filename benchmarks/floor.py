"""The floor page: login, one indexed query, one template. Every page is measured against it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import get_template

from complaints.models import Petition


def floor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One row by its key, through the same middleware as every page; no navigation, no rights."""
    petition = get_object_or_404(Petition, pk=pk)
    return HttpResponse(get_template("floor.html").render({"petition": petition}))
