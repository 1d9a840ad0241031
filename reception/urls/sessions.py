"""Sessions, schedules, places."""

from django.urls import path

from reception.views import head_days, schedules, sessions, venues

urlpatterns = [
    path("buoi/", sessions.session_list, name="session_list"),
    path("buoi/thang/", sessions.session_calendar, name="session_calendar"),
    path("buoi/moi/", sessions.session_new, name="session_new"),
    path("buoi/<uuid:pk>/", sessions.session_detail, name="session_detail"),
    path("buoi/<uuid:pk>/chuan-bi/", sessions.session_prepare, name="session_prepare"),
    path("buoi/<uuid:pk>/tinh-trang/", sessions.session_change, name="session_change"),
    path("buoi/ngay-tiep-cua-thu-truong/", head_days.head_days_page, name="head_days"),
    path("lich-tiep/", schedules.schedule_list, name="schedule_list"),
    path("lich-tiep/moi/", schedules.schedule_new, name="schedule_new"),
    path("lich-tiep/xem-ngay/", schedules.schedule_preview, name="schedule_preview"),
    path("lich-tiep/<uuid:pk>/", schedules.schedule_detail, name="schedule_detail"),
    path("lich-tiep/<uuid:pk>/cong-bo/", schedules.schedule_publish, name="schedule_publish"),
    path("lich-tiep/<uuid:pk>/thu-hoi/", schedules.schedule_withdraw, name="schedule_withdraw"),
    path("lich-tiep/<uuid:pk>/ban-in/", schedules.schedule_print, name="schedule_print"),
    path("tru-so/", venues.venue_list, name="venue_list"),
    path("tru-so/moi/", venues.venue_new, name="venue_new"),
    path("tru-so/<uuid:pk>/", venues.venue_edit, name="venue_edit"),
    path("tru-so/<uuid:pk>/giao-ban/", venues.venue_meeting, name="venue_meeting"),
]
