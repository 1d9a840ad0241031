"""What goes wrong is told in the log by its place and kind, never by what was typed."""

import logging
import logging.config
import sys
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from config.log_lines import Lines

NAME = "Khuất Ngoạn Đượm"


def told(message: str, *args: object) -> str:
    """The line of the log about the error that is being handled."""
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, sys.exc_info())
    record.exc_text = f"as another handler wrote it: {NAME}"
    return Lines().format(record)


@pytest.mark.django_db
def test_an_error_of_the_database_tells_no_row():
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_savedfilter (id, name) VALUES (%s, %s)",
                [uuid4(), NAME],
            )
    except IntegrityError as error:
        said, line = str(error), told("Internal Server Error: %s", "/don/moi/")
    assert (NAME in said, NAME in line) == (True, False)
    assert ("Internal Server Error: /don/moi/" in line, __file__ in line) == (True, True)
    assert "IntegrityError" in line
    assert "NotNullViolation 23502 records_savedfilter." in line


def test_neither_the_first_cause_nor_the_message_of_a_worker_quotes_a_value():
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        line = told("raised %(exc)s\n%(traceback)s", {"exc": repr(error), "traceback": NAME})
    assert NAME not in line
    assert (line.count("builtins.ValueError"), line.count("builtins.KeyError")) == (1, 2)


def test_every_process_writes_its_log_so():
    assert settings.LOGGING["formatters"] == {"line": {"()": "config.log_lines.Lines"}}
    assert {h["formatter"] for h in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.CELERY_WORKER_HIJACK_ROOT_LOGGER is False
