"""Notices (báo việc) and the letters that tell of them: rows first, sent later (docs/notices.md)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from records.enums import MailChoice, MailKind, MailState, NoticeTopic
from records.notice_subjects import NoticeQuerySet
from records.querysets import OwnQuerySet


class Notice(models.Model):
    """Báo việc: one sentence to one user about a record of an upper app, once for each `key`.

    The sentence never names a citizen nor tells of a matter that is not open; `url_name` with
    `subject_id` opens the page, which checks again who may see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=120)
    topic = models.CharField(max_length=20, choices=NoticeTopic.choices, default=NoticeTopic.OTHER)
    sentence = models.CharField(max_length=300)
    url_name = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-made_at", "-id"], name="notice_newest_by_user"),
            models.Index(
                fields=["user", "-made_at"],
                condition=Q(read_at__isnull=True),
                name="general_notice_unread",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="general_notice_is_given_once")
        ]

    def __str__(self) -> str:
        return self.sentence


class NoticeChoice(models.Model):
    """Cách nhận thư: how one user takes notices of one topic by e-mail; no row: in the digest."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, choices=NoticeTopic.choices)
    mail = models.CharField(max_length=10, choices=MailChoice.choices)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="notice_choice_is_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_mail_display()}"


class DigestHour(Kept):
    """Giờ gửi thư tóm tắt of the people of an agency; no row: 07:30."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    at = models.TimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agency}: {self.at:%H:%M}"

    @property
    def ledger_label(self) -> str:
        return "Giờ gửi thư tóm tắt"


class NoticeMail(models.Model):
    """Thư báo: one letter to one user, a row before it is a letter. It holds no text: what it tells is
    put together when it goes, of what its reader then may see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    day = models.DateField(null=True, help_text="ngày của thư tóm tắt")
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="mail_open_by_next_try",
            ),
            models.Index(fields=["user", "-made_at"], name="mail_newest_by_user"),
            models.Index(
                fields=["ended_at"], condition=Q(ended_at__isnull=False), name="mail_ended_by_age"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                condition=Q(kind="digest"),
                name="digest_is_made_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(kind="now", state="waiting", tries=0),
                name="mail_gathers_what_comes_at_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="digest", day__isnull=False) | Q(kind="now", day__isnull=True),
                name="digest_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending"], ended_at__isnull=True)
                | Q(state__in=["sent", "failed", "dropped"], ended_at__isnull=False),
                name="mail_that_ended_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.made_at:%d/%m/%Y}"


class NoticeMailLine(models.Model):
    """One notice in one letter, ever: what stood in a letter stands in no second one."""

    mail = models.ForeignKey(NoticeMail, on_delete=models.CASCADE, related_name="lines")
    source = models.CharField(max_length=20)
    notice_id = models.UUIDField()
    topic = models.CharField(max_length=20, choices=NoticeTopic.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "notice_id"], name="notice_is_mailed_once")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.notice_id}"
