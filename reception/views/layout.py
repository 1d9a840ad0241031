"""The desk form as the agency wants it: required fields and its own questions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from reception.actions.layout import ask_question, require_fields, retire_question
from reception.enums import AnswerKind
from reception.forms.layout import QuestionForm, RequiredForm
from reception.layout import layout_of
from reception.models import DeskQuestion
from reception.tabs import tabs_for


@require_safe
@needs(Permission.SET_UP_DESK)
def desk_layout(request: HttpRequest) -> HttpResponse:
    """Biểu mẫu bàn tiếp of the user's agency."""
    return _page(request)


@require_POST
@needs(Permission.SET_UP_DESK)
def desk_layout_require(request: HttpRequest) -> HttpResponse:
    """Ghi những mục phải điền."""
    form = RequiredForm(request.POST)
    if not form.is_valid():
        return _page(request, required=form, status=422)
    require_fields(
        agency=_agency(request),
        required=form.cleaned_data["required"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Đã ghi các mục phải điền; bàn tiếp dùng ngay từ lượt sau.")
    return redirect("desk_layout")


@require_POST
@needs(Permission.SET_UP_DESK)
def desk_question_new(request: HttpRequest) -> HttpResponse:
    """Thêm câu hỏi riêng."""
    form = QuestionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        with told_beside(form, "label"):
            ask_question(
                agency=_agency(request),
                label=data["label"],
                kind=AnswerKind(data["kind"]),
                choices=data["choices"],
                is_required=data["is_required"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã thêm câu hỏi vào biểu mẫu bàn tiếp.")
            return redirect("desk_layout")
    return _page(request, question=form, status=422)


@require_POST
@needs(Permission.SET_UP_DESK)
def desk_question_retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ câu hỏi; the answers given stay."""
    question = get_object_or_404(DeskQuestion.objects.visible_to(request.user), pk=pk)
    retire_question(question_id=question.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã bỏ câu hỏi; các câu trả lời đã ghi vẫn còn ở lượt tiếp.")
    return redirect("desk_layout")


def _agency(request: HttpRequest) -> Agency:
    return request.user.access.agencies_with(Permission.SET_UP_DESK)[0]


def _page(
    request: HttpRequest,
    *,
    required: RequiredForm | None = None,
    question: QuestionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    agency = _agency(request)
    layout = layout_of(agency)
    context = {
        "agency": agency,
        "required": required or RequiredForm(initial={"required": sorted(layout.required)}),
        "form": question or QuestionForm(),
        "questions": layout.questions,
        "tabs": tabs_for(request.user, "register", "desk_layout"),
    }
    return render(request, "reception/desk_layout.html", context, status=status)
