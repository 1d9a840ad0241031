"""Người này đã được giữ kín ở đây chưa? Asked by a custodian inside the vault, logged and limited.

By number of the paper or phone, for equality only (ADR 0038). The ledger keeps that somebody asked, what
kind of key and never its value; the row stands before anything is answered (design.md section 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import vault
from complaints.enums import IdentityPlace
from complaints.models import Matter, SealedIdentity
from complaints.vault import apart, here, marks
from records.actions import ledger
from records.enums import Verb
from records.models import LedgerEntry

MOST_AN_HOUR = 20
_OPENED_AT_MOST = 200  # candidates share twenty bits; more than a handful is a flood


def look_up(*, number: str, phone: str, by: User, now: datetime) -> list[Matter]:
    """Sealed matters the custodian may know of, behind which this number or phone stands."""
    if not by.may(Permission.KEEP_SEALED_REGISTER):
        raise NotAllowed("Chỉ người giữ bí mật tra cứu được trong kho danh tính kín.")
    number, phone = marks.same_number(number), marks.same_phone(phone)
    if not (number or phone):
        raise Refused("Hãy nhập số giấy tờ hoặc số điện thoại.")
    if vault.place() is IdentityPlace.PAPER:
        raise Refused("Danh tính nằm trong bì niêm phong, hệ thống không so được.")
    with transaction.atomic():
        _ensure_seldom(by, now)
        kinds = [kind for kind, text in (("so_giay_to", number), ("dien_thoai", phone)) if text]
        ledger.write(
            by=by, verb=Verb.LOOK_UP_SEALED, subject=None, now=now, details={"theo": kinds}
        )
    seen = Matter.objects.visible_to(by).filter(agency__in=_agencies(by))
    found = seen.filter(pk__in=matters_of(seen.values("pk"), number, phone))
    return list(found.select_related("agency").order_by("-opened_on", "-pk"))


def _agencies(by: User) -> Iterable[UUID]:
    return [agency.pk for agency in by.access.agencies_with(Permission.KEEP_SEALED_REGISTER)]


def _ensure_seldom(by: User, now: datetime) -> None:
    User.objects.select_for_update(of=("self",)).only("pk").get(pk=by.pk)  # one question at a time
    rows = LedgerEntry.objects.filter(
        user_id=by.pk, verb=Verb.LOOK_UP_SEALED, at__gt=now - timedelta(hours=1)
    )
    if rows[:MOST_AN_HOUR].count() >= MOST_AN_HOUR:
        raise Refused(f"Đã tra cứu {MOST_AN_HOUR} lần trong một giờ; hãy chờ rồi tra tiếp.")


def matters_of(seen: object, number: str, phone: str) -> list[UUID]:
    """Matters among `seen` behind which this number or phone stands; told to nobody but the vault's
    own keepers."""
    if vault.is_apart():
        return apart.same(number, phone)
    wanted = Q(pk__in=[])
    for key_id, of_number, of_phone in marks.marks_by_key(number, phone):
        if of_number:
            wanted |= Q(key_id=key_id, number_mark=of_number)
        if of_phone:
            wanted |= Q(key_id=key_id, phone_mark=of_phone)
    rows = SealedIdentity.objects.filter(wanted, place=IdentityPlace.SERVER, matter__in=seen)
    return [row.matter_id for row in rows[:_OPENED_AT_MOST] if _is_same(row, number, phone)]


def _is_same(row: SealedIdentity, number: str, phone: str) -> bool:
    """A row that does not open is no answer; the next rotation names it."""
    try:
        identity = here.get(row.matter_id, vault.Kept.of(row))
    except ValueError:
        return False
    return marks.is_same(identity, number, phone)
