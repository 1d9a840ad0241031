"""The emergency paper register and the opening stock."""

from django.urls import path

from reception.views import paper, stock

urlpatterns = [
    path("so-giay/", paper.paper_list, name="paper_list"),
    path("so-giay/in/", paper.paper_print, name="paper_print"),
    path("so-giay/to/<uuid:pk>/tep/", paper.paper_pdf, name="paper_pdf"),
    path("so-giay/to/<uuid:pk>/huy/", paper.paper_void, name="paper_void"),
    path("so-giay/to/<uuid:pk>/da-nhap/", paper.paper_entered, name="paper_entered"),
    path("nhap-so/", stock.stock_list, name="stock_list"),
    path("nhap-so/mau/", stock.stock_template, name="stock_template"),
    path("nhap-so/kiem-tra/", stock.stock_check, name="stock_check"),
    path("nhap-so/<uuid:pk>/", stock.stock_import, name="stock_import"),
]
