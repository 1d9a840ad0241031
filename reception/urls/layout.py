"""The desk form as the agency wants it."""

from django.urls import path

from reception.views import layout

urlpatterns = [
    path("ban-tiep/bieu-mau/", layout.desk_layout, name="desk_layout"),
    path("ban-tiep/bieu-mau/bat-buoc/", layout.desk_layout_require, name="desk_layout_require"),
    path("ban-tiep/bieu-mau/cau-hoi/", layout.desk_question_new, name="desk_question_new"),
    path(
        "ban-tiep/bieu-mau/cau-hoi/<uuid:pk>/bo/",
        layout.desk_question_retire,
        name="desk_question_retire",
    ),
]
