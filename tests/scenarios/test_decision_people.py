"""People that table 05/KQTH counts are asked for in the steps, and officials are among them."""

import pytest

from agencies.refusals import Refused
from complaints.models import Decision, EnforcementDone
from complaints.procedure.names import StepName
from tests.scenarios.test_decisions import DECIDED, REPORTED, TEAM

MORE = {
    **DECIDED,
    "items": [
        "Xử lý hành chính cá nhân | Kiểm điểm cán bộ địa chính | 3 | 2",
        "Chuyển cơ quan điều tra | Hồ sơ đền bù khống | 1",
    ],
    "rights_restored_organisations": 1,
    "investigation_cases": 1,
    "investigation_people": 2,
    "investigation_officials": 1,
}


@pytest.fixture
def reported(case):
    c = case("06/07").accept("08/07")
    c.take(StepName.ASSIGN, "09/07", TEAM)
    c.take(StepName.REPORT, "20/07", REPORTED)
    return c


def test_a_decision_names_officials_among_the_people(reported):
    """Số cán bộ chuyển cơ quan điều tra không lớn hơn số người."""
    wrong = {**MORE, "investigation_officials": 3}
    with pytest.raises(Refused, match=r"không thể lớn hơn số người chuyển cơ quan điều tra \(2\)"):
        reported.take(StepName.DECIDE, "28/07", wrong, document="30/QĐ-SKHCN")
    reported.take(StepName.DECIDE, "28/07", MORE, document="30/QĐ-SKHCN")
    found = Decision.objects.get(petition=reported.pk)
    assert (found.rights_restored_organisations, found.rights_restored_people) == (1, 4)
    assert (found.investigation_people, found.investigation_officials) == (2, 1)


def test_people_prosecuted_are_written_with_the_cases(reported):
    """Đã khởi tố: số vụ, số người, trong đó cán bộ; số người chỉ ghi với việc chuyển điều tra."""
    reported.take(StepName.DECIDE, "28/07", MORE, document="30/QĐ-SKHCN")
    reported.take(StepName.TAKE_EFFECT, "27/08")
    reported.take(StepName.START_ENFORCING, "28/08", {"plan": "Theo dõi kết quả"})
    handled = {"item": "Kiểm điểm cán bộ địa chính", "amount": 2}
    with pytest.raises(Refused, match="chỉ ghi với việc chuyển cơ quan điều tra"):
        reported.take(StepName.RECORD_DONE, "07/09", {**handled, "people": 1})
    with pytest.raises(Refused, match=r"không thể lớn hơn số người \(2\)"):
        reported.take(StepName.RECORD_DONE, "07/09", {**handled, "officials": 3})
    reported.take(StepName.RECORD_DONE, "07/09", {**handled, "officials": 2})
    prosecuted = {"item": "Hồ sơ đền bù khống", "amount": 1, "people": 2, "officials": 1}
    with pytest.raises(Refused, match=r"không thể lớn hơn số người \(2\)"):
        reported.take(StepName.RECORD_DONE, "08/09", {**prosecuted, "officials": 3})
    reported.take(StepName.RECORD_DONE, "08/09", prosecuted)
    done = EnforcementDone.objects.filter(item__decision__petition=reported.pk)
    assert list(done.order_by("done_on").values_list("amount", "people", "officials")) == [
        (2, 0, 2), (1, 2, 1),
    ]  # fmt: skip
