"""What was typed and not yet sent."""

from django.urls import path

from reception.views import drafts

urlpatterns = [
    path("ban-tiep/luu-tam/", drafts.draft_save, name="draft_save"),
    path("ban-tiep/luu-tam/tinh-trang/", drafts.draft_status, name="draft_status"),
    path("ban-tiep/luu-tam/<uuid:pk>/bo/", drafts.draft_drop, name="draft_drop"),
    path("khoa-ban-nhap/", drafts.device_key, name="device_key"),
]
