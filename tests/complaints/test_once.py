"""A double click makes one petition, one number, one set of clocks."""

import threading
import uuid

import pytest
import time_machine
from django.db import connection

from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Clock, Petition
from records.actions.once import once
from records.models import RegisterCounter, RegisterEntry
from tests.complaints.conftest import RECEIVED, THANH
from tests.factories import NOW, Province


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_make_one_petition():
    with time_machine.travel(NOW, tick=False):
        province = Province()
        officer = province.person("officer", "SKHCN")
        key, together, made = uuid.uuid4(), threading.Barrier(3), []

        def submit():
            try:
                together.wait(10)
                petition = once(
                    key=key,
                    by=officer,
                    now=NOW,
                    make=lambda: register_petition(
                        agency=province["SKHCN"],
                        kind=PetitionKind.COMPLAINT,
                        field=Field.LAND,
                        source=Source.POST,
                        received_on=RECEIVED,
                        petitioner=THANH,
                        summary="Khiếu nại quyết định thu hồi đất",
                        content="Đề nghị xem xét lại.",
                        by=officer,
                        now=NOW,
                    ),
                    fetch=lambda pk: Petition.objects.get(pk=pk),
                )
                made.append(petition.pk)
            finally:
                connection.close()

        threads = [threading.Thread(target=submit) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(made) == 3
    assert set(made) == {Petition.objects.get().pk}
    assert (Clock.objects.count(), RegisterEntry.objects.count()) == (2, 1)
    assert RegisterCounter.objects.get().last == 1
