"""URLs of records."""

from django.urls import path

from records.views import documents, files, jobs, ledger, mail, notices, retention, saved, search

urlpatterns = [
    path("tep/<uuid:pk>/", files.file_download, name="file_download"),
    path("viec/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/<uuid:pk>/", documents.document_detail, name="document_detail"),
    path("van-ban/<uuid:pk>/in/", documents.document_download, name="document_download"),
    path("van-ban/<uuid:pk>/ban-ky/", documents.document_signed, name="document_signed"),
    path("van-ban/<uuid:pk>/huy-so/", documents.document_void, name="document_void"),
    # K: notices
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/<uuid:pk>/", notices.notice_open, name="notice_open"),
    # N: one inbox, letters
    path("thong-bao/da-doc/", notices.notices_read, name="notices_read"),
    path("thong-bao/nhan-thu/", mail.notice_choices, name="notice_choices"),
    path("thong-bao/gio-tom-tat/<uuid:pk>/", mail.digest_hour, name="digest_hour"),
    path("tai-khoan/<uuid:pk>/hop-thu/", mail.account_mail, name="account_mail"),
    # Q: search and saved filters
    path("tra-cuu/", search.search, name="search"),
    path("bo-loc/luu/", saved.filter_save, name="filter_save"),
    path("bo-loc/<uuid:pk>/bo/", saved.filter_remove, name="filter_remove"),
    # L: who did what
    path("so-vet/", ledger.ledger_list, name="ledger_list"),
    # R: what goes by age
    path("don-du-lieu/", retention.retention, name="retention"),
]
