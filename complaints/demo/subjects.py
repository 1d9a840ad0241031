"""What invented petitions are about, by kind and field, in the words people and offices use."""

import random
from dataclasses import dataclass

from complaints.enums import Field, PetitionKind

K, D, R = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.RECOMMENDATION


@dataclass(frozen=True, slots=True)
class Subject:
    """One petition to be: what it is about, what is asked."""

    kind: PetitionKind
    field: Field
    title: str
    content: str
    request: str


_ROWS: list[tuple[PetitionKind, Field, str, str, str]] = [
    (K, Field.LAND, "Khiếu nại đơn giá bồi thường khi thu hồi đất tại {place}",
     "Gia đình tôi bị thu hồi {area} m² đất trồng cây hằng năm ở {village} để làm {project}. Quyết định số "
     "{no}/QĐ-UBND áp giá thấp hơn các thửa liền kề cùng hạng đất, chưa tính cây hồi trồng từ năm {year}.",
     "Đề nghị xem lại đơn giá và bồi thường bổ sung phần cây trồng."),
    (K, Field.LAND, "Khiếu nại việc trả hồ sơ cấp Giấy chứng nhận quyền sử dụng đất tại {place}",
     "Thửa đất {area} m² ở {village} do gia đình tôi sử dụng ổn định từ năm {year}, không có tranh chấp. Văn bản "
     "số {no} trả hồ sơ vì cho rằng đất lấn chiếm nhưng không nêu căn cứ.",
     "Đề nghị hủy văn bản trả hồ sơ và xét cấp Giấy chứng nhận theo quy định."),
    (K, Field.LAND, "Khiếu nại quyết định xử phạt vi phạm hành chính về đất đai tại {place}",
     "Tôi bị xử phạt theo Quyết định số {no}/QĐ-XPHC vì dựng nhà tạm trên {area} m² đất ở {village}. Phần đất này "
     "đã được thể hiện là đất ở trong bản đồ địa chính năm {year}.",
     "Đề nghị hủy quyết định xử phạt."),
    (K, Field.LAND, "Khiếu nại phương án tái định cư của {project}",
     "Hộ gia đình tôi có bốn khẩu, bị thu hồi toàn bộ {area} m² đất ở tại {village}, {place} nhưng chỉ được xét một "
     "suất tái định cư tối thiểu; biên bản kiểm đếm số {no} ghi thiếu nhà bếp và sân phơi.",
     "Đề nghị kiểm đếm lại và xét suất tái định cư theo diện tích bị thu hồi."),
    (K, Field.POLICY, "Khiếu nại việc thôi hưởng trợ cấp xã hội hằng tháng tại {place}",
     "Mẹ tôi 82 tuổi, được hưởng trợ cấp từ năm {year}. Quyết định số {no}/QĐ-UBND dừng trợ cấp từ tháng trước mà "
     "không nêu lý do, gia đình không được thông báo trước.",
     "Đề nghị khôi phục trợ cấp và truy lĩnh những tháng đã dừng."),
    (K, Field.POLICY, "Khiếu nại kết quả rà soát hộ nghèo tại {place}",
     "Hộ tôi ở {village} bị đưa ra khỏi danh sách hộ nghèo khi tổ rà soát không đến nhà và chấm điểm tài sản "
     "không có thật; phiếu số {no} không có chữ ký của gia đình.",
     "Đề nghị rà soát lại theo đúng quy trình."),
    (K, Field.POLICY, "Khiếu nại việc chậm giải quyết chế độ người có công tại {place}",
     "Hồ sơ đề nghị hưởng chế độ của bố tôi nộp từ năm {year}, đã bổ sung giấy tờ ba lần theo phiếu số {no} nhưng "
     "đến nay chưa có kết quả.",
     "Đề nghị giải quyết hồ sơ và trả lời bằng văn bản."),
    (K, Field.CIVIL_SERVICE, "Khiếu nại việc từ chối tiếp nhận hồ sơ tại bộ phận một cửa {place}",
     "Tôi nộp hồ sơ đăng ký biến động đất đai, cán bộ tiếp nhận yêu cầu thêm giấy tờ không có trong thủ tục và "
     "từ chối nhận; phiếu hẹn số {no} bị thu lại.",
     "Đề nghị tiếp nhận hồ sơ và chấn chỉnh việc yêu cầu thêm giấy tờ."),
    (K, Field.OTHER, "Khiếu nại việc không cấp giấy phép xây dựng tại {place}",
     "Tôi xin phép xây nhà trên {area} m² đất ở tại {village}. Văn bản số {no} không cấp phép vì vướng quy hoạch mở "
     "{road}, nhưng quy hoạch này chưa được công bố.",
     "Đề nghị xem xét cấp giấy phép xây dựng."),
    (D, Field.CIVIL_SERVICE, "Tố cáo việc thu tiền sai quy định khi làm thủ tục đất đai tại {place}",
     "Người làm đơn phản ánh cán bộ phụ trách đất đai đã yêu cầu nhiều hộ ở {village} nộp tiền đo đạc không có "
     "biên lai trong năm {year}, tổng số khoảng {area} nghìn đồng mỗi hộ.",
     "Đề nghị xác minh, xử lý và hoàn trả tiền cho các hộ."),
    (D, Field.CORRUPTION, "Tố cáo việc lập khống danh sách nhận hỗ trợ sau mưa lũ tại {place}",
     "Danh sách hỗ trợ sau đợt mưa lũ có tên những hộ không bị thiệt hại ở {village}, trong khi hộ bị sập nhà không "
     "có tên; chữ ký nhận tiền tại danh sách số {no} có dấu hiệu ký thay.",
     "Đề nghị thanh tra việc chi trả tiền hỗ trợ."),
    (D, Field.LAND, "Tố cáo việc xác nhận sai nguồn gốc đất tại {place}",
     "Người có thẩm quyền đã xác nhận {area} m² đất công ở {village} là đất khai hoang của gia đình người thân để "
     "làm Giấy chứng nhận năm {year}.",
     "Đề nghị kiểm tra hồ sơ và thu hồi Giấy chứng nhận đã cấp sai."),
    (D, Field.CORRUPTION, "Tố cáo dấu hiệu thông đồng khi mua sắm thiết bị tại {place}",
     "Gói mua sắm theo quyết định số {no} có giá cao gần gấp đôi giá trên thị trường, đơn vị trúng thầu có quan hệ "
     "gia đình với người phụ trách mua sắm.",
     "Đề nghị xác minh gói mua sắm."),
    (R, Field.OTHER, "Phản ánh ô nhiễm từ trại chăn nuôi lợn ở {village}, {place}",
     "Nước thải của trại lợn chảy ra suối, mùi hôi kéo dài cả ngày lẫn đêm, khoảng {households} hộ dân bị ảnh hưởng.",
     "Đề nghị kiểm tra và buộc chủ trại xử lý chất thải."),
    (R, Field.OTHER, "Kiến nghị sửa chữa {road} qua {place}",
     "Mặt đường hỏng nặng sau mùa mưa năm nay, xe tải chở hàng qua lại nhiều, học sinh đi học nguy hiểm.",
     "Đề nghị sửa đường và cắm biển hạn chế tải trọng."),
    (R, Field.LAND, "Kiến nghị giải quyết tranh chấp ranh giới đất rừng ở {village}, {place}",
     "Gia đình tôi và hộ liền kề tranh chấp khoảng {area} m² đất rừng sản xuất. Thôn đã hòa giải hai lần không thành.",
     "Đề nghị Ủy ban nhân dân tổ chức hòa giải, đo đạc lại."),
    (R, Field.LAND, "Kiến nghị công khai quy hoạch {project}",
     "Người dân {village}, {place} nghe tin phải di dời nhưng chưa được thông báo; nhiều hộ không dám sửa nhà.",
     "Đề nghị công khai quy hoạch và thời gian thực hiện."),
    (R, Field.LAND, "Phản ánh chậm trả kết quả cấp đổi Giấy chứng nhận tại {place}",
     "Hồ sơ cấp đổi nộp từ tháng 3, giấy hẹn số {no} đã quá hạn hơn hai tháng, hỏi nhiều lần chưa được trả lời.",
     "Đề nghị trả kết quả và cho biết lý do chậm."),
    (R, Field.POLICY, "Kiến nghị hỗ trợ nhà ở bị sạt lở tại {village}, {place}",
     "Taluy sau nhà sạt xuống làm nứt tường, chính quyền đã vận động di dời nhưng gia đình chưa có đất ở mới.",
     "Đề nghị bố trí đất tái định cư và hỗ trợ làm nhà."),
    (R, Field.POLICY, "Kiến nghị hỗ trợ tiền điện, nước sạch cho {village}, {place}",
     "Công trình nước sinh hoạt xây năm {year} đã hỏng, {households} hộ phải dùng nước suối.",
     "Đề nghị sửa công trình nước sinh hoạt."),
    (R, Field.POLICY, "Phản ánh chi trả chế độ bảo hiểm y tế học sinh ở {place}",
     "Con tôi là học sinh vùng đặc biệt khó khăn nhưng thẻ bảo hiểm y tế năm nay cấp chậm, đi khám phải tự trả tiền.",
     "Đề nghị cấp thẻ và hoàn lại tiền khám."),
    (R, Field.OTHER, "Phản ánh tiếng ồn của cơ sở kinh doanh ban đêm ở {village}, {place}",
     "Quán hát mở nhạc lớn sau 22 giờ, đã báo khối phố nhưng vẫn tái diễn.",
     "Đề nghị kiểm tra và xử lý."),
    (R, Field.OTHER, "Kiến nghị lắp trạm phủ sóng di động ở {village}, {place}",
     "Cả thôn không có sóng, làm thủ tục trực tuyến và gọi cấp cứu đều khó khăn.",
     "Đề nghị làm việc với doanh nghiệp viễn thông để phủ sóng."),
    (R, Field.OTHER, "Phản ánh rác thải tồn đọng tại chợ {place}",
     "Rác ở điểm tập kết sau chợ nhiều ngày không được thu gom, gây mùi và tắc rãnh thoát nước.",
     "Đề nghị tăng chuyến thu gom."),
    (R, Field.CIVIL_SERVICE, "Phản ánh thái độ phục vụ tại bộ phận một cửa {place}",
     "Tôi đến làm thủ tục khai sinh cho cháu, chờ cả buổi sáng không có người tiếp, đến chiều được hẹn sang ngày khác.",
     "Đề nghị bố trí người trực và xin lỗi công dân."),
    (R, Field.CIVIL_SERVICE, "Kiến nghị hướng dẫn lại thủ tục sau khi sắp xếp đơn vị tại {place}",
     "Từ khi bỏ cấp huyện, người dân {village} không rõ nộp hồ sơ đất đai, hộ kinh doanh ở đâu.",
     "Đề nghị niêm yết và hướng dẫn nơi nộp hồ sơ."),
    (R, Field.OTHER, "Kiến nghị tháo gỡ ùn tắc xe chở nông sản qua {place}",
     "Xe chở nông sản chờ thông quan đỗ kín {road}, người dân ra vào khó, hàng hóa hư hỏng.",
     "Đề nghị phân luồng và bố trí bãi đỗ."),
    (R, Field.JUDICIAL, "Phản ánh việc chậm thi hành bản án dân sự tại {place}",
     "Bản án có hiệu lực từ năm {year} nhưng đến nay chưa được thi hành, đơn đã gửi nhiều nơi.",
     "Đề nghị chuyển đơn đến cơ quan có thẩm quyền và trả lời công dân."),
]  # fmt: skip
_PROJECTS = (
    "dự án đường cao tốc Hữu Nghị – Chi Lăng", "dự án khu công nghiệp Hữu Lũng", "dự án khu đô thị mới",
    "dự án kè bờ sông Kỳ Cùng", "dự án mở rộng trường học", "dự án đường kết nối cửa khẩu",
)  # fmt: skip
_ROADS = ("đường liên thôn", "quốc lộ 1B", "quốc lộ 4B", "đường tỉnh 242", "đường trục xã")
# Proportions of reference figures: about 80 % recommendations, 13–15 % complaints, 5 % denunciations.
_WEIGHTS = ((R, 805), (K, 143), (D, 52))


def kind_by_chance(chance: random.Random) -> PetitionKind:
    kinds, weights = zip(*_WEIGHTS, strict=True)
    return chance.choices(kinds, weights)[0]


def subject(chance: random.Random, kind: PetitionKind, place: str, village: str) -> Subject:
    """An invented petition of this kind about `place` ("xã Hữu Lũng")."""
    rows = [row for row in _ROWS if row[0] is kind]
    _, field, *texts = chance.choice(rows)
    words = {
        "place": place,
        "village": village,
        "area": chance.randint(6, 90) * 10,
        "no": chance.randint(11, 2900),
        "year": chance.randint(1996, 2024),
        "households": chance.randint(8, 60),
        "project": chance.choice(_PROJECTS),
        "road": chance.choice(_ROADS),
    }
    title, content, request = (text.format(**words) for text in texts)
    return Subject(kind, field, title[:200], content, request)
