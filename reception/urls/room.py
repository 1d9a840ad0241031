"""The room and its queue."""

from django.urls import path

from reception.views import day, room

urlpatterns = [
    path("phong-cho/", room.room, name="room"),
    path("phong-cho/danh-sach/", room.room_list, name="room_list"),
    path("phong-cho/bang-goi-so/", room.room_board, name="room_board"),
    path("phong-cho/bang-goi-so/mo/", room.room_board_open, name="room_board_open"),
    path("phong-cho/so-nguoi/", room.room_count, name="room_count"),
    path("phong-cho/phieu/", room.ticket_take, name="ticket_take"),
    path("phong-cho/goi/", room.ticket_next, name="ticket_next"),
    path("phong-cho/phieu/<uuid:pk>/goi/", room.ticket_call, name="ticket_call"),
    path("phong-cho/phieu/<uuid:pk>/xong/", room.ticket_finish, name="ticket_finish"),
    path("phong-cho/phieu/<uuid:pk>/ve/", room.ticket_leave, name="ticket_leave"),
    path("phong-cho/phieu/<uuid:pk>/cho-lai/", room.ticket_put_back, name="ticket_put_back"),
    path("phong-cho/phieu/<uuid:pk>/chuyen/", room.ticket_hand_over, name="ticket_hand_over"),
    path("phong-cho/cuoi-ngay/", day.day_summary, name="day_summary"),
    path("phong-cho/cuoi-ngay/chot/", day.day_close, name="day_close"),
    path("phong-cho/cuoi-ngay/mo-lai/", day.day_reopen, name="day_reopen"),
]
