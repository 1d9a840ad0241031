"""Documents issued from the desk."""

from django.urls import path

from reception.views import allowance, documents

urlpatterns = [
    path("so/luot/<uuid:pk>/van-ban/", documents.visit_documents, name="visit_documents"),
    path("so/luot/<uuid:pk>/in/", documents.visit_print, name="visit_print"),
    path("so/luot/<uuid:pk>/xem-truoc/", documents.visit_preview, name="visit_preview"),
    path("cham-cong/", allowance.allowance_sheet, name="allowance_sheet"),
]
