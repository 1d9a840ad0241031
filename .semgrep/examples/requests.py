ALLOWED = {"ngay": "on_date"}


def lookups(request, rows, form):
    # ruleid: request-names-a-lookup
    rows.filter(**request.GET)
    # ruleid: request-names-a-lookup
    rows.filter(**request.GET.dict())
    # ruleid: request-names-a-lookup
    rows.order_by(request.GET["xep"])
    asked = request.GET.get("xep")
    # ruleid: request-names-a-lookup
    rows.values(asked)
    # ok: request-names-a-lookup
    rows.order_by(ALLOWED.get(request.GET.get("xep", ""), "id"))
    # ok: request-names-a-lookup
    rows.filter(on_date=request.GET["ngay"])


def records(form, Row):
    # ruleid: record-of-whatever-was-sent
    Row.objects.create(**form.cleaned_data)
    # ok: record-of-whatever-was-sent
    Row.objects.create(name=form.cleaned_data["name"])


class BadForm:
    # ruleid: record-of-whatever-was-sent
    class Meta:
        model = "Row"
        fields = "__all__"


class GoodForm:
    # ok: record-of-whatever-was-sent
    class Meta:
        model = "Row"
        fields = ["name"]


def away(request):
    # ruleid: redirect-where-the-request-says
    return redirect(request.GET["next"])


def back(request):
    # ruleid: redirect-where-the-request-says
    return redirect(request.META.get("HTTP_REFERER"))


def by_htmx(request, response):
    # ruleid: redirect-where-the-request-says
    response["HX-Redirect"] = request.POST.get("next")


def checked(request):
    target = request.GET["next"]
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        # ok: redirect-where-the-request-says
        return redirect(target)
    # ok: redirect-where-the-request-says
    return redirect("home")


# ruleid: csrf-exempt
@csrf_exempt
def open_door(request):
    return None


# ok: csrf-exempt
@require_POST
def closed_door(request):
    return None
