"""The emergency paper register and the opening stock."""

from django.urls import path

from reception.views import paper

urlpatterns = [
    path("so-giay/", paper.paper_list, name="paper_list"),
    path("so-giay/in/", paper.paper_print, name="paper_print"),
    path("so-giay/to/<uuid:pk>/tep/", paper.paper_pdf, name="paper_pdf"),
    path("so-giay/to/<uuid:pk>/huy/", paper.paper_void, name="paper_void"),
    path("so-giay/to/<uuid:pk>/da-nhap/", paper.paper_entered, name="paper_entered"),
]
