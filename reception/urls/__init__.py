"""URLs of reception, one module for each kind of work, all under tiep-cong-dan/."""

from django.urls import include, path

urlpatterns = [
    path("tiep-cong-dan/", include(f"reception.urls.{work}"))
    for work in (
        "desk",
        "register",
        "sessions",
        "heads_day",
        "documents",
        "paper",
        "room",
        "duty",
        "drafts",
        "layout",
        "refusals",
    )
]
