"""URLs of records."""

from django.urls import path

from records.views import files, jobs, search

urlpatterns = [
    path("tep/<uuid:pk>/", files.file_download, name="file_download"),
    path("viec/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("tra-cuu/", search.search, name="search"),
]
