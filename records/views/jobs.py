"""Progress of a job."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from records.models import Job


@require_safe
def job_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tiến độ việc chạy nền: the page polls itself; it can be left and found again."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("agency"), pk=pk)
    template = "records/job_detail.html"
    return render(request, f"{template}#progress" if request.htmx else template, {"job": job})
