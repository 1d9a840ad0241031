"""URLs of coordination plans (kế hoạch phối hợp)."""

from django.urls import path

from plans.views import (
    activities,
    bulk,
    contingencies,
    documents,
    ending,
    event_plans,
    my_tasks,
    plans,
    readings,
    review,
    settling,
    standing,
    tasks,
    tree,
    writing,
)

urlpatterns = [
    path("ke-hoach/", plans.plan_list, name="plan_list"),
    path("ke-hoach/nhap/", review.plan_upload, name="plan_upload"),
    path("ke-hoach/viec-cua-toi/", tasks.panel_plan_tasks, name="panel_plan_tasks"),
    path("ke-hoach/<uuid:pk>/", plans.plan_detail, name="plan_detail"),
    path("ke-hoach/<uuid:pk>/tiep-nhan/", review.plan_accept, name="plan_accept"),
    path("ke-hoach/<uuid:pk>/bo/", review.plan_discard, name="plan_discard"),
    # K: tasks
    path("ke-hoach/nhiem-vu/", my_tasks.my_tasks, name="my_tasks"),
    path("ke-hoach/nhiem-vu/hang-loat/", bulk.task_bulk, name="task_bulk"),
    path("ke-hoach/nhiem-vu/<uuid:pk>/", tasks.task_detail, name="task_detail"),
    path("ke-hoach/nhiem-vu/<uuid:pk>/ghi/", tasks.task_step, name="task_step"),
    path("ke-hoach/nhiem-vu/<uuid:pk>/sua/", tasks.task_edit, name="task_edit"),
    path("ke-hoach/nhiem-vu/tra-loi/<uuid:pk>/", tasks.task_answer, name="task_answer"),
    # T: the tree of plans, replacement, end, succession
    path("ke-hoach/ban-giao/", ending.plan_handover_all, name="plan_handover_all"),
    path("ke-hoach/<uuid:pk>/cay/", tree.plan_tree, name="plan_tree"),
    path("ke-hoach/<uuid:pk>/vi-tri/", tree.plan_link, name="plan_link"),
    path("ke-hoach/<uuid:pk>/thay-the/", tree.plan_replace, name="plan_replace"),
    path("ke-hoach/<uuid:pk>/ket-thuc/", ending.plan_close, name="plan_close"),
    path("ke-hoach/<uuid:pk>/ban-giao/", ending.plan_handover, name="plan_handover"),
    # E: plans that serve an event
    path("su-kien/<uuid:pk>/ke-hoach/", event_plans.panel_event_plans, name="panel_event_plans"),
    # P: the review of what was read
    path("ke-hoach/<uuid:pk>/xem-lai/", review.plan_review, name="plan_review"),
    path("ke-hoach/nhiem-vu/<uuid:pk>/xem-lai/", review.plan_review_task, name="plan_review_task"),
    # O: written here, printed, numbered; what came of it
    path("ke-hoach/soan/", writing.plan_write, name="plan_write"),
    path("ke-hoach/<uuid:pk>/soan/", writing.plan_edit, name="plan_edit"),
    path("ke-hoach/<uuid:pk>/van-ban/", documents.plan_document, name="plan_document"),
    path("ke-hoach/<uuid:pk>/van-ban/pdf/", documents.plan_pdf, name="plan_pdf"),
    path("ke-hoach/<uuid:pk>/van-ban/docx/", documents.plan_docx, name="plan_docx"),
    path("ke-hoach/<uuid:pk>/ban-hanh/", documents.plan_issue, name="plan_issue"),
    path(
        "ke-hoach/<uuid:pk>/ket-qua/",
        documents.implementation_report,
        name="implementation_report",
    ),
    path(
        "ke-hoach/<uuid:pk>/ket-qua/pdf/", documents.implementation_pdf, name="implementation_pdf"
    ),
    path(
        "ke-hoach/<uuid:pk>/ket-qua/docx/",
        documents.implementation_docx,
        name="implementation_docx",
    ),
    # M: management activities, readings, standing material, matters to be settled
    path("hoat-dong-quan-ly/", activities.activity_list, name="activity_list"),
    path("hoat-dong-quan-ly/moi/", activities.activity_new, name="activity_new"),
    path("hoat-dong-quan-ly/<uuid:pk>/", activities.activity_detail, name="activity_detail"),
    path("hoat-dong-quan-ly/<uuid:pk>/sua/", activities.activity_edit, name="activity_edit"),
    path("hoat-dong-quan-ly/<uuid:pk>/huy/", activities.activity_void, name="activity_void"),
    path("xac-nhan-da-doc/", readings.reading_list, name="reading_list"),
    path("xac-nhan-da-doc/<uuid:pk>/", readings.reading_detail, name="reading_detail"),
    path("xac-nhan-da-doc/<uuid:pk>/ky/", readings.reading_sign, name="reading_sign"),
    path("xac-nhan-da-doc/<uuid:pk>/nhac/", readings.reading_remind, name="reading_remind"),
    path("su-kien/<uuid:pk>/thuong-truc/", standing.standing, name="standing"),
    path("su-kien/<uuid:pk>/thuong-truc/pdf/", standing.standing_pdf, name="standing_pdf"),
    path("su-kien/<uuid:pk>/bo-mau/", standing.standing_starter, name="standing_starter"),
    path("su-kien/<uuid:pk>/danh-ba/moi/", standing.contact_new, name="contact_new"),
    path("danh-ba/<uuid:pk>/xoa/", standing.contact_remove, name="contact_remove"),
    path("su-kien/<uuid:pk>/dieu-kien/moi/", standing.ready_new, name="ready_new"),
    path("dieu-kien/<uuid:pk>/kiem-tra/", standing.ready_check, name="ready_check"),
    path(
        "su-kien/<uuid:pk>/tinh-huong/moi/", contingencies.contingency_new, name="contingency_new"
    ),
    path("tinh-huong/<uuid:pk>/sua/", contingencies.contingency_edit, name="contingency_edit"),
    path("tinh-huong/<uuid:pk>/xoa/", contingencies.contingency_remove, name="contingency_remove"),
    path("su-kien/<uuid:pk>/can-giai-quyet/", settling.settle_list, name="settle_list"),
    path("su-kien/<uuid:pk>/can-giai-quyet/moi/", settling.settle_new, name="settle_new"),
    path("can-giai-quyet/<uuid:pk>/sua/", settling.settle_edit, name="settle_edit"),
    path("can-giai-quyet/<uuid:pk>/buoc/", settling.settle_step, name="settle_step"),
]
