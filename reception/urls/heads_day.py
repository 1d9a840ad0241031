"""The head's day, its conclusions and what follows from them."""

from django.urls import path

from reception.views import conclusion_tasks, conclusions, heads_day, invitations

urlpatterns = [
    path("ngay-tiep/sap-toi/", heads_day.panel_heads_day, name="panel_heads_day"),
    path("ngay-tiep/<uuid:pk>/", heads_day.heads_day, name="heads_day"),
    path("ngay-tiep/<uuid:pk>/ban-in/", heads_day.heads_day_print, name="heads_day_print"),
    path("ngay-tiep/<uuid:pk>/uu-tien/", heads_day.heads_day_sort, name="heads_day_sort"),
    path("ngay-tiep/<uuid:pk>/dang-ky/", heads_day.registration_new, name="registration_new"),
    path("dang-ky/<uuid:pk>/", heads_day.registration_detail, name="registration_detail"),
    path("dang-ky/<uuid:pk>/buoc/", heads_day.registration_step, name="registration_step"),
    path("dang-ky/<uuid:pk>/ho-so/", heads_day.registration_dossier, name="registration_dossier"),
    path("dang-ky/<uuid:pk>/moi/", invitations.registration_invite, name="registration_invite"),
    path("giay-moi/", invitations.invitation_list, name="invitation_list"),
    path("giay-moi/<uuid:pk>/", invitations.invitation_answer, name="invitation_answer"),
    path("dang-ky/<uuid:pk>/ket-luan/", conclusions.conclusion_new, name="conclusion_new"),
    path(
        "so/luot/<uuid:pk>/ket-luan/", conclusions.conclusion_of_visit, name="conclusion_of_visit"
    ),
    path("ket-luan/<uuid:pk>/", conclusions.conclusion_detail, name="conclusion_detail"),
    path(
        "ket-luan/<uuid:pk>/xem-truoc/", conclusions.conclusion_preview, name="conclusion_preview"
    ),
    path("ket-luan/<uuid:pk>/ban-hanh/", conclusions.conclusion_issue, name="conclusion_issue"),
    path("viec-ket-luan/", conclusion_tasks.conclusion_tasks, name="conclusion_tasks"),
    path(
        "viec-ket-luan/den-han/",
        conclusion_tasks.panel_conclusion_tasks,
        name="panel_conclusion_tasks",
    ),
    path(
        "viec-ket-luan/<uuid:pk>/xong/",
        conclusion_tasks.conclusion_task_done,
        name="conclusion_task_done",
    ),
]
