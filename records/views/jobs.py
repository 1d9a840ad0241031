"""Progress of a job."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.models import User
from agencies.registry import Kind, entries
from records.models import Job, StoredFile


@require_safe
def job_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tiến độ việc chạy nền: the page polls itself; it can be left and found again."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("agency"), pk=pk)
    template = "records/job_detail.html"
    context = {"job": job, "file": _file_of(job, request.user)}
    return render(request, f"{template}#progress" if request.htmx else template, context)


def _file_of(job: Job, user: User) -> StoredFile | None:
    """The newest file that the job made, when its owner lets this user have it."""
    kind = str(Job._meta.model_name)
    sees = entries(Kind.FILE_PARENT).get(kind)
    if not job.finished_at or sees is None or not sees(user=user, parent_id=job.pk):
        return None
    kept = StoredFile.objects.filter(parent_kind=kind, parent_id=job.pk)
    return kept.order_by("-stored_at").first()
