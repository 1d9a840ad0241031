"""What is told on the demonstration's reception days of heads. Every name is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit invited to one line; without an answer it has not spoken yet."""

    agency: str
    papers: str
    answer: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One registration."""

    name: str
    summary: str
    people: int = 1
    phone: str = ""
    is_secret: bool = False
    is_follow_up: bool = False
    proposal: str = ""
    invited: tuple[Asked, ...] = ()

    @property
    def has_dossier(self) -> bool:
        return bool(self.proposal)


@dataclass(frozen=True, slots=True)
class Charge:
    """A task of the conclusion: due and done so many days after it; zero is not done."""

    agency: str
    text: str
    days: int
    done_after: int = 0
    result: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A day that was held: who came first, who did not come, what was concluded."""

    officer: str
    head: str
    days_ago: int
    lines: tuple[Line, Line]
    address: str
    locality: str
    field: str
    content: str
    request: str
    text: str
    contact: str
    tasks: tuple[Charge, ...]
    told_after: int = 0


HELD = {
    "LS-SKHCN": Held(
        officer="tiepdan.skhcn",
        head="giamdoc.skhcn",
        days_ago=26,
        lines=(
            Line("Hoàng Thị Nhài", "Kiểm tra đồng hồ nước của khu tập thể", 3, "0975123456"),
            Line("Lương Văn Kiên", "Hỗ trợ đăng ký nhãn hiệu cho tổ hợp tác", 1, "0975123457"),
        ),
        address="khối 2, phường Tam Thanh, tỉnh Lạng Sơn",
        locality="phường Tam Thanh",
        field="other",
        content="Các hộ trình bày đồng hồ nước của khu tập thể chạy nhanh, đã báo đơn vị cấp nước "
        "hai lần mà chưa được kiểm định lại.",
        request="Đề nghị kiểm định độc lập và trả lời bằng văn bản.",
        text="Kiến nghị của các hộ là có cơ sở.\nTổ chức kiểm định đồng hồ nước của khu tập thể có "
        "sự chứng kiến của đại diện các hộ, công khai kết quả.",
        contact="ông Hoàng Minh Tuấn, cán bộ tiếp công dân của Sở",
        tasks=(
            Charge(
                "LS-SKHCN-CCTDC", "Kiểm định toàn bộ đồng hồ nước của khu tập thể và lập biên bản",
                10, 7, "Đã kiểm định 24 đồng hồ; 05 đồng hồ sai số quá mức, đã yêu cầu thay.",
                "xuly.skhcn",
            ),
            Charge(
                "LS-SKHCN-VP", "Tổng hợp kết quả kiểm định, trả lời các hộ bằng văn bản", 14,
            ),
        ),
    ),
    "LS": Held(
        officer="tiepdan.ubnd",
        head="lanhdao.ls",
        days_ago=19,
        lines=(
            Line("Vi Văn Quyền", "Đường vào khu tái định cư bị ngập khi mưa lớn", 4, "0912456780"),
            Line("Đinh Thị Lệ", "Đề nghị cấp nước sạch cho thôn", 1, "0912456781"),
        ),
        address="khối 6, phường Đông Kinh, tỉnh Lạng Sơn",
        locality="phường Đông Kinh",
        field="land",
        content="Đại diện các hộ trình bày đường vào khu tái định cư bị ngập sau mỗi trận mưa, cống "
        "thoát nước xây chưa đúng thiết kế, xe cấp cứu không vào được.",
        request="Đề nghị khắc phục cống thoát nước trước mùa mưa năm sau.",
        text="Phản ánh của các hộ là đúng thực tế.\nYêu cầu các cơ quan khắc phục dứt điểm, không "
        "để người dân phản ánh kéo dài.",
        contact="bà Vi Thị Thanh Nhàn, Văn phòng UBND tỉnh",
        tasks=(
            Charge(
                "LS-05977", "Nạo vét cống, lắp biển báo và phân luồng trong khi chờ sửa chữa", 5, 4,
                "Đã nạo vét 320 m cống, lắp 06 biển báo; các hộ đã ký biên bản ghi nhận.",
                "chutich.dongkinh",
            ),
            Charge("LS-SXD", "Kiểm tra hồ sơ hoàn công tuyến cống, kết luận trách nhiệm", 12),
            Charge("LS-SNNMT", "Rà soát diện tích đất dành cho hành lang thoát nước", 25),
        ),
        told_after=2,
    ),
}  # fmt: skip

COMING = {
    "LS-SKHCN": (
        Line(
            "Hoàng Thị Nhài", "Chưa nhận được văn bản trả lời về đồng hồ nước", 3,
            is_follow_up=True,
            proposal="Đề nghị Văn phòng Sở báo cáo tiến độ trả lời các hộ ngay tại buổi tiếp.",
            invited=(
                Asked("LS-SKHCN-VP", "Báo cáo tiến độ trả lời các hộ"),
                Asked("LS-SXD", "Hồ sơ bàn giao hệ thống cấp nước của khu tập thể",
                      "Bà Hoàng Thị Vân, chuyên viên chính, dự; gửi kèm biên bản bàn giao.",
                      "xuly.sxd"),
            ),
        ),
        Line(
            "Chu Văn Hải", "Tiếng ồn của trạm thử nghiệm cạnh khu dân cư", 12, "0988111222",
            proposal="Đo tiếng ồn trước buổi tiếp; mời UBND phường cùng dự.",
            invited=(Asked("LS-05986", "Biên bản làm việc với các hộ quanh trạm"),),
        ),
        Line("", "", is_secret=True),
        Line("Mông Thị Hiền", "Thủ tục nhận hỗ trợ đổi mới công nghệ", 1, "0988111333"),
    ),
    "LS": (
        Line(
            "Vi Văn Quyền", "Cống thoát nước khu tái định cư chưa được sửa", 6, is_follow_up=True,
            proposal="Sở Xây dựng quá hạn báo cáo; đề nghị người chủ trì đôn đốc tại buổi tiếp.",
            invited=(
                Asked("LS-SXD", "Kết quả kiểm tra hồ sơ hoàn công tuyến cống"),
                Asked("LS-05977", "Báo cáo tình hình ngập của khu tái định cư",
                      "Ông Hứa Văn Cường, Chủ tịch UBND phường, dự.", "chutich.dongkinh"),
            ),
        ),
        Line(
            "Lý Thị Mai", "Bồi thường cây trồng khi làm đường gom", 9, "0912456789",
            proposal="Các hộ chưa thống nhất đơn giá; cần ý kiến của Sở Nông nghiệp và Môi trường.",
            invited=(Asked("LS-SNNMT", "Bảng đơn giá và biên bản kiểm đếm"),),
        ),
        Line("Trần Văn Đức", "Giấy phép xây dựng bị chậm", 1, "0912456790"),
    ),
}  # fmt: skip
