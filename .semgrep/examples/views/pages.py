def one(request, pk):
    # ruleid: case-record-past-visible-to
    get_object_or_404(Matter, pk=pk)
    # ruleid: case-record-past-visible-to
    Petition.objects.filter(pk=pk)
    # ruleid: case-record-past-visible-to
    Visit._base_manager.get(pk=pk)
    # ok: case-record-past-visible-to
    get_object_or_404(Matter.objects.visible_to(request.user), pk=pk)
    # ok: case-record-past-visible-to
    get_object_or_404(Agency, pk=pk)
