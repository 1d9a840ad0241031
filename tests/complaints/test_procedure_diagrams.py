"""docs/procedures.md is drawn from the tables, and current."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from complaints.procedure.diagram import diagram, document
from complaints.procedure.recommendation import RECOMMENDATION

PAGE = Path(settings.BASE_DIR) / "docs" / "procedures.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == document()


def test_the_command_writes_the_page(tmp_path, capsys):
    call_command("procedure_diagrams", output=tmp_path / "trang.md")
    assert (tmp_path / "trang.md").read_text(encoding="utf-8") == document()
    assert capsys.readouterr().out == "Đã ghi trang.md.\n"


def test_a_diagram_has_each_arrow_once():
    assert diagram(RECOMMENDATION) == (
        "stateDiagram-v2\n"
        "    [*] --> intake\n"
        "    intake: Chờ thụ lý\n"
        "    not_accepted: Không thụ lý\n"
        "    accepted: Đã thụ lý\n"
        "    terminated: Đã đình chỉ\n"
        "    decided: Đã có quyết định, kết luận\n"
        "    closed: Đã kết thúc\n"
        "    intake --> not_accepted: Không nhận giải quyết kiến nghị, phản ánh\n"
        "    intake --> accepted: Nhận giải quyết kiến nghị, phản ánh\n"
        "    accepted --> terminated: Dừng giải quyết vì đã rút\n"
        "    accepted --> decided: Trả lời kiến nghị, phản ánh\n"
        "    decided --> closed: Kết thúc hồ sơ\n"
        "    not_accepted --> [*]\n"
        "    terminated --> [*]\n"
        "    closed --> [*]"
    )
