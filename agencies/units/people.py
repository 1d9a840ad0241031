"""Demonstration accounts. Every name is invented; signers of the sample plans are not used."""

from agencies.roles import Role
from agencies.units.spec import AccountSpec

PASSWORD = "tiep-cong-dan-2026"  # noqa: S105 - shown on purpose, demonstration data only

_PROVINCE = [
    ("tiepdan.ls", "Nông Thị Bích Hà", "Chuyên viên", "LS-BTCD", Role.OFFICER,
     "Bàn tiếp: ghi lượt tiếp, in giấy biên nhận, tìm lượt tiếp cũ theo tên không dấu."),
    ("tiepdan.skhcn", "Hoàng Minh Tuấn", "Chuyên viên", "LS-SKHCN", Role.OFFICER,
     "Bàn tiếp của một sở; không thấy hồ sơ của cơ quan khác."),
    ("xuly.ls", "Lý Thị Thu Hương", "Chuyên viên chính", "LS-BTCD", Role.HANDLER,
     "Việc hôm nay, danh sách đơn, một vụ việc với các thời hạn và “vì sao ngày này?”."),
    ("xuly2.ls", "Hoàng Thị Diệp", "Chuyên viên", "LS-BTCD", Role.HANDLER,
     "Người thứ hai xử lý đơn của Ban: nhận việc được phân công, làm thay khi đồng nghiệp vắng."),
    ("xuly.skhcn", "Vi Văn Thành", "Chuyên viên chính", "LS-SKHCN", Role.HANDLER,
     "Xử lý đơn của sở, nhiệm vụ của kế hoạch năm 2021."),
    ("phogiamdoc.skhcn", "Chu Thị Lan Anh", "Phó Giám đốc", "LS-SKHCN", Role.HANDLER,
     "Cấp phó của người bị tố cáo: cũng không biết có vụ việc."),
    ("giamdoc.skhcn", "Lương Quốc Bảo", "Giám đốc", "LS-SKHCN", Role.HEAD,
     "Thủ trưởng bị loại trừ: có đơn tố cáo ông nhưng không trang nào, con số nào cho biết."),
    ("thutruong.ls", "Triệu Đức Long", "Trưởng ban", "LS-BTCD", Role.HEAD,
     "Thủ trưởng không liên quan: duyệt, việc quá hạn, tải báo cáo tuần."),
    ("lanhdao.ls", "Bế Thanh Sơn", "Phó Chủ tịch", "LS", Role.HEAD,
     "Lãnh đạo tỉnh: tổng quan các đơn vị cấp dưới."),
    ("thanhtra.ls", "Đàm Văn Khánh", "Thanh tra viên chính", "LS-TTT", Role.INSPECTOR,
     "Tổng quan toàn tỉnh, mở từng con số ra danh sách, theo dõi điểm nóng."),
    ("xuly.ttt", "Hà Thị Ngọc Mai", "Thanh tra viên", "LS-TTT", Role.HANDLER,
     "Giải quyết đơn tố cáo đã vào sổ kín của Thanh tra tỉnh."),
    ("chanhthanhtra.ls", "Phùng Văn Toàn", "Chánh Thanh tra", "LS-TTT", Role.HEAD,
     "Thủ trưởng Thanh tra tỉnh: báo cáo tuần, xác nhận điểm nóng."),
    ("giumat.ttt", "Nguyễn Thị Kim Dung", "Người giữ bí mật", "LS-TTT", Role.CUSTODIAN,
     "Sổ kín và yêu cầu mở danh tính chờ duyệt."),
    ("giumat.skhcn", "Mã Thị Hồng", "Người giữ bí mật", "LS-SKHCN", Role.CUSTODIAN,
     "Sổ kín của sở."),
    ("giamdoc.snnmt", "Ma Văn Trọng", "Giám đốc", "LS-SNNMT", Role.HEAD,
     "Thủ trưởng một sở: quyết định thụ lý, duyệt đề xuất."),
    ("giamdoc.sxd", "Tạ Minh Quân", "Giám đốc", "LS-SXD", Role.HEAD,
     "Thủ trưởng một sở: quyết định thụ lý, duyệt đề xuất."),
    ("xuly.huulung", "Giáp Thị Thanh Huyền", "Công chức", "LS-06385", Role.HANDLER,
     "Công chức xã theo dõi hồ sơ khiếu nại đất đai của 11 hộ."),
    ("baove.ls", "Lăng Văn Thắng", "Nhân viên bảo vệ", "LS-BTCD", Role.GUARD,
     "Số người đang ở nơi tiếp công dân, ngoài ra không thấy gì."),
    ("tiepdan.ubnd", "Vi Thị Thanh Nhàn", "Chuyên viên Văn phòng UBND tỉnh", "LS", Role.OFFICER,
     "Chuẩn bị ngày tiếp của Lãnh đạo tỉnh: đăng ký, hồ sơ, giấy mời, dự thảo kết luận."),
    ("quantri.ls", "Trần Anh Dũng", "Quản trị hệ thống", "LS", Role.ADMIN,
     "Đơn vị, kế thừa, tài khoản; không thấy nội dung vụ việc."),
]  # fmt: skip
# Communes with an officer and a head of their own: code, short name, officer, head.
COMMUNES = [
    ("LS-05977", "dongkinh", "Dương Thị Hạnh", "Hứa Văn Cường"),
    ("LS-06187", "kylua", "Liễu Thu Thủy", "Nông Quang Huy"),
    ("LS-05986", "tamthanh", "Vy Thị Nga", "Tô Văn Hiệp"),
    ("LS-05983", "luongvantri", "Bùi Thị Thảo", "Hoàng Đình Quân"),
    ("LS-06385", "huulung", "Lành Thị Xuân", "Đặng Văn Phúc"),
    ("LS-06529", "locbinh", "Nình Văn Sáng", "La Văn Thịnh"),
    ("LS-06184", "dongdang", "Lộc Thị Duyên", "Đinh Công Minh"),
    ("LS-06040", "thatkhe", "Bế Thị Loan", "Ngôn Văn Hòa"),
]
# Departments with an officer and a handler beside the department of science.
DEPARTMENTS = [
    ("LS-SNNMT", "snnmt", "Phạm Thị Yến", "Âu Văn Kiên"),
    ("LS-SXD", "sxd", "Chu Văn Đạt", "Hoàng Thị Vân"),
]
_ISSUERS = [
    ("huyen.myxuyen", "Trần Thị Diễm My", "Chuyên viên Văn phòng", "ST-MX", Role.HEAD,
     "Kế hoạch năm 2024 của UBND huyện Mỹ Xuyên (kết thúc ngày 30/06/2025) và đơn vị kế thừa."),
    ("phuong.myxuyen", "Lâm Thị Bé Năm", "Chuyên viên", "CT-31684", Role.HEAD,
     "Phường Mỹ Xuyên, một trong năm đơn vị kế thừa huyện Mỹ Xuyên."),
    ("so.vhttdl.bn", "Ngô Thị Quỳnh Trang", "Chuyên viên", "BN-SVHTTDL", Role.HEAD,
     "Kế hoạch năm 2024 của Sở Văn hóa, Thể thao và Du lịch Bắc Ninh."),
    ("so.congthuong.dn", "Võ Hoàng Nam", "Chuyên viên", "DN-SCT", Role.HEAD,
     "Kế hoạch năm 2024 của Sở Công Thương Đồng Nai."),
    ("so.khcn.ls", "Hoàng Thị Thơm", "Chánh Văn phòng Sở", "LS-SKHCN", Role.HANDLER,
     "Kế hoạch năm 2021 của Sở Khoa học và Công nghệ Lạng Sơn, giao việc theo phòng."),
    ("danguy.khcn.pt", "Quách Thị Hiền", "Văn phòng Đảng ủy", "PT-DUSKHCN", Role.HEAD,
     "Kế hoạch năm 2025 của Đảng ủy Sở Khoa học và Công nghệ Phú Thọ."),
]  # fmt: skip


def accounts() -> list[AccountSpec]:
    """All accounts, those of the province first; one of each role is among the first."""
    return [
        *(AccountSpec(*row, is_excluded=row[0] == "giamdoc.skhcn") for row in _PROVINCE),
        *_two_each(COMMUNES, "tiepdan", "chutich", "Chủ tịch", Role.HEAD),
        *_two_each(DEPARTMENTS, "tiepdan", "xuly", "Chuyên viên chính", Role.HANDLER),
        *(AccountSpec(*row) for row in _ISSUERS),
    ]


def _two_each(
    rows: list[tuple[str, str, str, str]], desk: str, second: str, title: str, role: Role
) -> list[AccountSpec]:
    """An officer at the desk and a second person who processes."""
    found = []
    for code, tail, officer, other in rows:
        found += [
            AccountSpec(f"{desk}.{tail}", officer, "Công chức", code, Role.OFFICER,
                        "Bàn tiếp và sổ đơn của đơn vị."),
            AccountSpec(f"{second}.{tail}", other, title, code, role,
                        "Đơn của đơn vị, việc sắp đến hạn và quá hạn."),
        ]  # fmt: skip
    return found
