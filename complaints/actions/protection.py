"""Protection files (hồ sơ bảo vệ người tố cáo): opened by a request, made known to those named."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import fold
from complaints.actions import locks
from complaints.enums import PetitionKind
from complaints.kept_out import people_kept_out
from complaints.models import (
    Matter,
    ProtectedPerson,
    ProtectionFile,
    ProtectionReader,
    ProtectionStep,
)
from complaints.protection.names import RUNNING, FileState, Relation, Step, Way, Wish
from complaints.protection.told import PersonTold, RequestTold, request_objections
from complaints.protection.workflow import Part
from complaints.protection_rights import deciders_of, keepers_of, parts_of
from complaints.protection_texts import keeps_names, put_away, texts_of
from complaints.rights import permissions_in
from records.actions import ledger, notices
from records.enums import Verb
from records.models import IssuedDocument

_RECORDS = (
    Permission.LOG_VISIT,
    Permission.PROCESS_PETITION,
    Permission.KEEP_SEALED_REGISTER,
)
NOT_A_DENUNCIATION = "Bảo vệ theo Luật Tố cáo chỉ áp dụng với vụ việc tố cáo."
KEEPER_ABOVE = "Người giữ bí mật của cơ quan cấp trên"
_WAITS = "Một hồ sơ kín có việc mới, chờ bạn xem."


def may_record(user: User) -> bool:
    """Whoever receives, processes or keeps sealed records takes in a request for protection."""
    return any(user.may(permission) for permission in _RECORDS)


@transaction.atomic
def request_protection(
    *, matter_id: UUID, told: RequestTold, by: User, now: datetime
) -> ProtectionFile:
    """Ghi đề nghị bảo vệ (Luật Tố cáo 2018, art. 50, 51). A running file of the matter takes it in;
    who may not see that file learns nothing of it: the answer is the same."""
    matter = locks.matter(pk=matter_id, by=by)
    _ensure_may_ask(matter, told, by, now)
    file = ProtectionFile.objects.filter(matter=matter, state__in=RUNNING).first()
    is_new = file is None
    if file is None:
        file = _open(matter, told, by, now)
    people = _add_people(file, told.protected, now)
    step = _request_step(file, told, people, by, now)
    ledger.write(
        by=by, verb=Verb.CREATE if is_new else Verb.CHANGE, subject=file, also=[step], now=now,
        details={"viec": str(step.step)},
    )  # fmt: skip
    if is_new:
        _name_first(file, by, now)
    tell(file, step, now=now)
    return file


def _ensure_may_ask(matter: Matter, told: RequestTold, by: User, now: datetime) -> None:
    if not may_record(by):
        raise NotAllowed("Vai trò của bạn không ghi đề nghị bảo vệ.")
    if matter.kind != PetitionKind.DENUNCIATION:
        raise Refused(NOT_A_DENUNCIATION)
    if told.way is Way.OWN and Permission.DECIDE_CASE not in permissions_in(by, matter.agency):
        raise NotAllowed(
            "Chỉ người giải quyết tố cáo được tự xem xét việc bảo vệ (Luật Tố cáo, điều 51 khoản 1)."
        )
    for objection in request_objections(told, timezone.localdate(now), named=keeps_names()):
        raise Refused(objection.sentence)


def _open(matter: Matter, told: RequestTold, by: User, now: datetime) -> ProtectionFile:
    file = ProtectionFile(
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        code=f"BV-{secrets.token_hex(4)}",
        way=told.way,
        requested_on=told.requested_on,
        written_on=told.requested_on if told.way is Way.WRITTEN else None,
        opened_at=now,
        opened_by=by,
    )
    file.save(force_insert=True)
    return file


def _add_people(
    file: ProtectionFile, told: Iterable[PersonTold], now: datetime
) -> list[ProtectedPerson]:
    """Each once; kin under a code of their own, names sealed and bound to the row."""
    there = {
        (person.relation, fold(texts_of(person).get("full_name", "")))
        for person in file.people.all()
    }
    added = []
    for one in told:
        known = (str(one.relation), fold(one.full_name))
        if known in there and (one.full_name or one.relation is Relation.DENOUNCER):
            continue
        there.add(known)
        person = ProtectedPerson(
            file=file, code=secrets.token_hex(3), relation=one.relation, working=one.working,
            added_at=now,
        )  # fmt: skip
        if one.relation is not Relation.DENOUNCER and keeps_names():
            put_away(person, {"full_name": one.full_name, "address": one.address})
        person.save(force_insert=True)
        added.append(person)
    return added


def _request_step(
    file: ProtectionFile,
    told: RequestTold,
    people: list[ProtectedPerson],
    by: User,
    now: datetime,
) -> ProtectionStep:
    """While measures stand it is a wish for more; before a decision it is looked into again."""
    data = {"way": told.way, "asked": list(told.asked), "people": len(people)}
    if file.state == FileState.APPLIED:
        data["wish"] = Wish.ADD
        return write_step(
            file, Step.ASK_CHANGE, told.requested_on, data, {"text": told.reason}, by, now
        )
    changed = []
    if file.state == FileState.VERIFIED:
        file.state, file.is_founded = FileState.RECEIVED, None
        changed += ["state", "is_founded"]
    if told.way is Way.WRITTEN and file.written_on is None:
        file.written_on = told.requested_on
        changed.append("written_on")
    if changed:
        file.version += 1
        file.save(update_fields=[*changed, "version"])
    return write_step(file, Step.REQUEST, told.requested_on, data, {"text": told.reason}, by, now)


def write_step(
    file: ProtectionFile,
    step: Step,
    happened_on: date,
    data: dict[str, Any],
    texts: Mapping[str, str],
    by: User,
    now: datetime,
    document: IssuedDocument | None = None,
) -> ProtectionStep:
    """One row of the file's history, its texts sealed."""
    row = ProtectionStep(
        file=file, step=step, happened_on=happened_on, document=document, data=data,
        entered_at=now, entered_by=by,
    )  # fmt: skip
    put_away(row, texts)
    row.save(force_insert=True)
    return row


def _name_first(file: ProtectionFile, by: User, now: datetime) -> None:
    """The one who resolves the denunciation, and custodians of the body above where the agency has
    none of its own; everybody else is named by a custodian."""
    where, keepers = keepers_of(file.agency, now)
    named = [
        (head, "Người giải quyết tố cáo")
        for head in deciders_of(file.matter, timezone.localdate(now))
    ]
    if where != file.agency:
        named += [(keeper, KEEPER_ABOVE) for keeper in keepers]
    excluded = people_kept_out([file.matter_id], timezone.localdate(now))
    rows = {user.pk: (user, why) for user, why in named if user.pk not in excluded}
    ProtectionReader.objects.bulk_create(
        ProtectionReader(file=file, user=user, reason=why, named_at=now, named_by=by)
        for user, why in rows.values()
    )
    ledger.write(
        by=by, verb=Verb.GRANT, subject=file, now=now, details={"so_nguoi": len(rows)}
    )  # fmt: skip


def tell(file: ProtectionFile, step: ProtectionStep, *, now: datetime) -> None:
    """Custodians and those named hear that something waits, not what (notice without content)."""
    _, keepers = keepers_of(file.agency, now)
    named = [reader.user for reader in file.readers.select_related("user")]
    notices.give(
        users=[user for user in (*keepers, *named) if user.pk != step.entered_by_id],
        key=f"protection:{step.pk.hex}",
        sentence=_WAITS,
        url_name="protection_detail",
        subject_id=file.pk,
        now=now,
    )


def locked(*, file_id: UUID, by: User) -> ProtectionFile:
    """The file as `by` sees it, after its matter; DoesNotExist for whoever may not know of it."""
    seen = ProtectionFile.objects.visible_to(by).only("matter_id").get(pk=file_id)
    locks.hold_matter(seen.matter_id)
    found: ProtectionFile = (
        ProtectionFile.objects.visible_to(by)
        .select_related("agency", "matter")
        .select_for_update(of=("self",))
        .get(pk=file_id)
    )
    return found


@transaction.atomic
def name_reader(
    *, file_id: UUID, user: User, reason: str, by: User, now: datetime
) -> ProtectionReader:
    """Nêu tên người được biết: by a custodian, with why; never somebody who is excluded."""
    file = locked(file_id=file_id, by=by)
    _ensure_keeps(file, by)
    if not reason.strip():
        raise Refused("Hãy ghi vì sao người này cần biết hồ sơ.")
    if user.pk in people_kept_out([file.matter_id], timezone.localdate(now)):
        raise Refused("Người này bị loại trừ khỏi vụ việc, không được biết hồ sơ.")
    if file.readers.filter(user=user).exists():
        raise Refused("Người này đã được nêu tên trong hồ sơ.")
    row = ProtectionReader(
        file=file, user=user, reason=reason.strip()[:200], named_at=now, named_by=by
    )
    row.save(force_insert=True)
    ledger.write(by=by, verb=Verb.GRANT, subject=file, now=now, details={"so_nguoi": 1})
    return row


@transaction.atomic
def drop_reader(*, file_id: UUID, user: User, by: User, now: datetime) -> None:
    """Thôi cho biết: the work has gone to somebody else. Twice changes nothing."""
    file = locked(file_id=file_id, by=by)
    _ensure_keeps(file, by)
    dropped, _ = ProtectionReader.objects.filter(file=file, user=user).delete()
    if dropped:
        left = file.readers.count()
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=file, now=now, details={"viec": "thôi cho biết"},
            before={"so_nguoi_biet": left + dropped}, after={"so_nguoi_biet": left},
        )  # fmt: skip


def _ensure_keeps(file: ProtectionFile, by: User) -> None:
    if Part.KEEPER not in parts_of(by, file):
        raise NotAllowed("Chỉ người giữ bí mật được nêu tên người được biết hồ sơ.")
