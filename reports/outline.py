"""Mẫu số 02 of Thông tư 06/2025/TT-TTCP (đề cương báo cáo), as data: what is written under what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

SOURCE = "Mẫu số 02 ban hành kèm theo Thông tư số 06/2025/TT-TTCP"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading. `number` as it is printed; `depth` 1 for I–VI; `table`: the table it tells of.

    `takes_text`: a text of the narrative stands under it (`narrative[key]`). `if_any`: the heading is
    printed only when there is something to say (“nếu có”).
    """

    key: str
    number: str
    heading: str
    guidance: str = ""
    takes_text: bool = True
    table: str = ""
    if_any: bool = False

    @property
    def depth(self) -> int:
        return self.key.count(".") + 1

    @property
    def title(self) -> str:
        """“II. KẾT QUẢ…”, “1. Công tác…”, “a) Về khiếu nại”."""
        mark = ")" if self.number.islower() else "."
        return f"{self.number}{mark} {self.heading}"


OUTLINE: tuple[Section, ...] = (
    Section("I", "I", "TÌNH HÌNH KHIẾU NẠI, TỐ CÁO", takes_text=False),
    Section(
        "I.1", "1", "Tình hình khiếu nại, tố cáo",
        "Khái quát chung về tình hình khiếu nại, tố cáo trên địa bàn, lĩnh vực (tăng, giảm); những "
        "yếu tố ảnh hưởng (tình hình kinh tế, chính trị, xã hội). Cần nêu rõ những vấn đề, lĩnh vực, "
        "nội dung mới là nguyên nhân làm phát sinh nhiều khiếu nại, tố cáo trong kỳ.",
    ),
    Section(
        "I.1.a", "a", "Về khiếu nại",
        "Khái quát tình hình khiếu nại, so sánh cùng kỳ năm trước (tăng, giảm), tỉ lệ đơn khiếu nại "
        "của từng lĩnh vực.",
        table="02/XLD",
    ),
    Section(
        "I.1.b", "b", "Về tố cáo",
        "Khái quát tình hình tố cáo so sánh cùng kỳ năm trước (tăng, giảm), tỉ lệ đơn tố cáo của từng "
        "lĩnh vực.",
        table="02/XLD",
    ),
    Section(
        "I.2", "2", "Nguyên nhân của tình hình khiếu nại, tố cáo",
        "Phân tích theo 02 nhóm nguyên nhân chủ quan và khách quan.",
    ),
    Section(
        "II", "II",
        "KẾT QUẢ CÔNG TÁC TIẾP CÔNG DÂN, XỬ LÝ ĐƠN, GIẢI QUYẾT KHIẾU NẠI, TỐ CÁO",
        takes_text=False,
    ),
    Section(
        "II.1", "1", "Công tác tiếp công dân",
        "Tổng số lượt tiếp, số người được tiếp; số vụ việc; số đoàn đông người được tiếp (số đoàn, số "
        "người). Kết quả tiếp công dân của Thủ trưởng (trực tiếp và ủy quyền); trong đó làm rõ kết quả "
        "tiếp công dân định kỳ của Chủ tịch UBND các cấp (so với quy định của Luật Tiếp công dân).",
        table="01/TCD",
    ),
    Section(
        "II.2", "2", "Tiếp nhận, phân loại và xử lý đơn",
        "Gồm đơn nhận được qua tiếp công dân và đơn nhận từ các nguồn khác.",
        takes_text=False, table="02/XLD",
    ),
    Section(
        "II.2.a", "a", "Tổng số đơn đã tiếp nhận trong kỳ",
        "Số đơn đã xử lý; số đơn đủ điều kiện xử lý; số đơn thuộc thẩm quyền; số vụ việc thuộc thẩm "
        "quyền.",
        table="02/XLD",
    ),
    Section(
        "II.2.b", "b", "Phân loại, xử lý đơn thuộc thẩm quyền",
        "Đơn khiếu nại, tố cáo: theo thẩm quyền giải quyết và theo lĩnh vực; đơn kiến nghị, phản ánh: "
        "theo lĩnh vực.",
        table="02/XLD",
    ),
    Section(
        "II.2.c", "c", "Phân loại, xử lý đơn không thuộc thẩm quyền",
        "Số đơn đã hướng dẫn công dân gửi đơn; số đơn đã chuyển đến cơ quan có thẩm quyền giải quyết.",
        table="02/XLD",
    ),
    Section("II.3", "3", "Kết quả giải quyết khiếu nại, tố cáo", takes_text=False),
    Section(
        "II.3.a", "a", "Giải quyết khiếu nại",
        "Số đơn, số vụ việc đã thụ lý, không thụ lý, rút đơn, đình chỉ; số quyết định đã ban hành, "
        "phân tích kết quả lần đầu, lần 2; kiến nghị thu hồi, trả lại, xử lý hành chính, chuyển cơ "
        "quan điều tra.",
        table="03/GQKN",
    ),
    Section(
        "II.3.b", "b", "Giải quyết tố cáo",
        "Số đơn, số vụ việc đã thụ lý, không thụ lý, rút đơn, đình chỉ; số kết luận đã ban hành, phân "
        "tích kết quả tố cáo lần đầu, tố cáo tiếp; kiến nghị thu hồi, trả lại, xử lý hành chính, "
        "chuyển cơ quan điều tra.",
        table="04/GQTC",
    ),
    Section(
        "II.4", "4",
        "Kết quả thi hành Quyết định giải quyết khiếu nại, thực hiện kết luận nội dung tố cáo",
        "Số quyết định, kết luận phải thi hành, thực hiện trong kỳ (kể cả kỳ trước chuyển sang), đã "
        "xong; đã thu hồi, trả lại; số tổ chức, cá nhân đã bị xử lý; đã khởi tố.",
        table="05/KQTH",
    ),
    Section(
        "II.5", "5", "Bảo vệ người tố cáo",
        "Nếu có: tổng số người được bảo vệ (người tố cáo, thân nhân); số người được bảo vệ vị trí công "
        "tác, việc làm; tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm. Chỉ ghi con số, không ghi họ "
        "tên, cơ quan, vụ việc. Hệ thống không điền mục này: người giữ bí mật lấy câu số liệu ở trang Bảo "
        "vệ người tố cáo và chuyển cho người lập báo cáo của cấp có quyền tổng hợp.",
        if_any=True,
    ),
    Section(
        "II.6", "6", "Công tác quản lý nhà nước về tiếp công dân, giải quyết khiếu nại, tố cáo",
        takes_text=False, table="06/QLKNTC",
    ),
    Section(
        "II.6.a", "a", "Sự lãnh đạo, chỉ đạo, điều hành",
        "Sự lãnh đạo, chỉ đạo, điều hành của cấp ủy, chính quyền về công tác tiếp công dân, xử lý đơn, "
        "giải quyết khiếu nại, tố cáo.",
    ),
    Section(
        "II.6.b", "b", "Xây dựng, hoàn thiện thể chế; tuyên truyền, phổ biến, giáo dục pháp luật",
        "Số văn bản ban hành mới, sửa đổi, bổ sung, hủy bỏ; tập huấn, tuyên truyền (số lớp, số người).",
        table="06/QLKNTC",
    ),
    Section(
        "II.6.c", "c", "Thanh tra trách nhiệm",
        "Tổng số cuộc, số đơn vị được thanh tra, số đơn vị có vi phạm; kiến nghị xử lý trách nhiệm; số "
        "kết luận thực hiện, kết quả thực hiện.",
        table="06/QLKNTC",
    ),
    Section("III", "III", "NHẬN XÉT, ĐÁNH GIÁ", takes_text=False),
    Section(
        "III.1", "1", "Ưu điểm, kết quả",
        "Công tác chỉ đạo, điều hành; việc tiếp công dân của người đứng đầu; tỷ lệ giải quyết khiếu "
        "nại, tố cáo thuộc thẩm quyền so với mục tiêu; tỷ lệ thực hiện quyết định, kết luận; tuyên "
        "truyền, tập huấn; thanh tra, kiểm tra trách nhiệm; xây dựng lực lượng; ứng dụng công nghệ "
        "thông tin và phối hợp.",
    ),
    Section(
        "III.2", "2", "Tồn tại, hạn chế",
        "Đánh giá tồn tại, hạn chế về các nội dung đã nêu ở phần ưu điểm.",
    ),
    Section(
        "III.3", "3", "Nguyên nhân",
        "Nguyên nhân khách quan, chủ quan của những ưu điểm, tồn tại, hạn chế.",
    ),
    Section(
        "IV", "IV", "DỰ BÁO TÌNH HÌNH",
        "Dự báo tình hình khiếu nại, tố cáo; những lĩnh vực, vấn đề, nội dung cụ thể có thể là nguyên "
        "nhân phát sinh khiếu nại, tố cáo trong thời gian tiếp theo.",
    ),
    Section(
        "V", "V", "PHƯƠNG HƯỚNG, NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU TRONG KỲ TIẾP THEO",
        "Phương hướng, nhiệm vụ, giải pháp cụ thể trong công tác tiếp công dân, xử lý đơn và giải quyết "
        "khiếu nại, tố cáo sẽ được thực hiện trong kỳ báo cáo tiếp theo.",
    ),
    Section(
        "VI", "VI", "KIẾN NGHỊ, ĐỀ XUẤT",
        "Kiến nghị bổ sung, điều chỉnh chính sách, pháp luật (nêu rõ văn bản và nội dung); kiến nghị "
        "hướng dẫn thực hiện; đề xuất giải pháp nâng cao hiệu quả; các kiến nghị, đề xuất khác.",
    ),
)  # fmt: skip

TEXT_KEYS: tuple[str, ...] = tuple(section.key for section in OUTLINE if section.takes_text)
_BY_KEY = {section.key: section for section in OUTLINE}


def section_of(key: str) -> Section:
    """The section of a key of the narrative."""
    return _BY_KEY[key]


def printed(narrative: Mapping[str, str]) -> Iterator[tuple[Section, str]]:
    """Sections in order with their text, as the document prints them.

    One that is only for what there is stays out when nothing was written, and its neighbours after
    it move up, as a clerk would number them.
    """
    left_out: set[str] = set()
    for section in OUTLINE:
        text, above = narrative.get(section.key, ""), section.key.rpartition(".")[0]
        if section.if_any and not text.strip():
            left_out.add(above)
        elif above in left_out and section.number.isdigit():
            yield replace(section, number=str(int(section.number) - 1)), text
        else:
            yield section, text
