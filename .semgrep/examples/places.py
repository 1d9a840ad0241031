# ruleid: weasyprint-outside-its-module
from weasyprint import HTML

# ok: weasyprint-outside-its-module
from records.pdf import pdf_of

# ruleid: network-from-the-product
import requests

# ok: network-from-the-product
from urllib.parse import urlencode

# ruleid: cache-of-the-house
from django.core.cache import cache

# ok: cache-of-the-house
from functools import cache as remember


def statements(connection, name, rows):
    # ruleid: sql-by-hand
    connection.cursor()
    # ok: sql-by-hand
    rows.filter(name=name)


def built(cursor, name):
    # ruleid: sql-of-built-text
    cursor.execute(f"SELECT 1 FROM x WHERE name = '{name}'")
    # ok: sql-of-built-text
    cursor.execute("SELECT 1 FROM x WHERE name = %s", [name])


def serve(stored):
    # ruleid: file-served-inline
    FileResponse(stored)
    # ok: file-served-inline
    FileResponse(stored, as_attachment=True, filename="so.xlsx")


def data(text):
    # ruleid: code-from-data
    eval(text)
    # ruleid: code-from-data
    pickle.loads(text)
    # ok: code-from-data
    json.loads(text)


def ask(task, job):
    # ruleid: message-before-commit
    task.delay(str(job.pk))
    # ok: message-before-commit
    jobs.ask(kind="x", effect_key=str(job.pk), arguments={})


def told(log, person, response, visit):
    # ruleid: identity-in-a-log-or-job
    log.warning("no answer for %s", person.full_name)
    # ruleid: identity-in-a-log-or-job
    jobs.ask(kind="x", arguments={"who": person.id_number})
    # ok: identity-in-a-log-or-job
    log.warning("no answer for %s", visit.pk)


def clock():
    # ruleid: clock-of-the-machine
    datetime.now()
    # ruleid: clock-of-the-machine
    date.today()
    # ok: clock-of-the-machine
    timezone.now()


def failing(work):
    # ruleid: failure-swallowed
    try:
        work()
    except Exception:
        pass


def failing_well(work):
    # ok: failure-swallowed
    try:
        work()
    except ValueError:
        return None


def who(matter):
    # ruleid: sealed-identity-outside-the-vault
    SealedIdentity.objects.get(matter=matter)
    # ok: sealed-identity-outside-the-vault
    matter.alias
