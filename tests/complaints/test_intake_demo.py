"""The demonstration of intake fills its pages, the same each time."""

import pytest

from agencies.units.order import DemoOrder
from complaints.demo.intake import tell_intake
from complaints.models import PaperHandover, Petition, PetitionLink, PetitionParty
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_each_desk_has_letters_people_and_paper_on_the_way(province):
    tell_intake(DemoOrder(seed=1, until=NOW.date()), NOW)
    officer = province.person("officer", "SKHCN")
    seen = Petition.objects.visible_to(officer)
    assert seen.count() == 5
    assert Petition.objects.visible_to(province.person("handler", "SKHCN")).count() == 5
    assert PetitionLink.objects.visible_to(officer).count() == 1
    assert PetitionParty.objects.visible_to(officer).count() == 15
    waiting = PaperHandover.objects.visible_to(officer).filter(received_at=None)
    assert waiting.get().given_to == province.person("handler", "SKHCN")
    assert seen.filter(replied_on=NOW.date()).count() == 1
