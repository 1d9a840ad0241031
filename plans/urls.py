"""URLs of coordination plans (kế hoạch phối hợp)."""

from django.urls import path

from plans.views import plans, review, tasks

urlpatterns = [
    path("ke-hoach/", plans.plan_list, name="plan_list"),
    path("ke-hoach/nhap/", review.plan_upload, name="plan_upload"),
    path("ke-hoach/viec-cua-toi/", tasks.panel_plan_tasks, name="panel_plan_tasks"),
    path("ke-hoach/<uuid:pk>/", plans.plan_detail, name="plan_detail"),
    path("ke-hoach/<uuid:pk>/tiep-nhan/", review.plan_accept, name="plan_accept"),
    path("ke-hoach/<uuid:pk>/bo/", review.plan_discard, name="plan_discard"),
    path("ke-hoach/nhiem-vu/<uuid:pk>/", tasks.plan_task_done, name="plan_task_done"),
]
