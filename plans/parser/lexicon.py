"""Words that open the name of a unit and words that end it. General Vietnamese administrative usage."""

import re

from plans.parser.words import fold

# Nouns that open a unit's name; the longest comes first in the pattern.
_HEADS = """
ủy ban kiểm tra|ủy ban bầu cử|ủy ban mặt trận tổ quốc|ủy ban mttq|ủy ban|ban thường vụ|ban chấp hành
|ban chỉ đạo|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban quản lý|ban tiếp công dân
|ban kiểm tra|ban giám đốc|ban dân nguyện|ban bí thư|ban công tác|ban chỉ huy|ban thanh tra nhân dân|ban
|trụ sở tiếp công dân|hội đồng nhân dân|hội đồng|tòa án|viện kiểm sát|kiểm toán|kho bạc|ngân hàng
|văn phòng|thanh tra|công an|quân sự|biên phòng|bộ đội biên phòng|hải quan|thuế|bảo hiểm xã hội
|sở|bộ|cục|tổng cục|chi cục|vụ|phòng|tổ công tác|tổ tiếp công dân|tổ trưởng|tổ dân phố|đội|trung tâm
|trạm|viện|trường|bệnh viện|đài|báo|cổng thông tin|chi bộ|chi ủy|chi đoàn|chi hội|đảng ủy|đảng bộ
|đảng đoàn|ban cán sự|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|cấp ủy|cấp uỷ|chính quyền|thường trực
|đoàn thanh niên|đoàn đại biểu quốc hội|đoàn đbqh|đoàn|công đoàn|liên đoàn lao động|liên đoàn
|hội|mặt trận tổ quốc|mặt trận|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|thủ trưởng|trưởng|phó trưởng
|chánh|phó chánh|bí thư|hiệu trưởng|người đứng đầu|lãnh đạo|thành viên|bộ phận|công chức
|cơ quan|đơn vị|địa phương|ngành|doanh nghiệp|chính phủ|thủ tướng|quốc hội|ủy ban thường vụ|trung ương
|thôn|bản|khu phố|xã|phường|thị trấn|huyện|tỉnh|thành phố|hạt|đồn|chi nhánh|cảng hàng không
|cảng vụ|báo và phát thanh|chỉ huy trưởng|chỉ huy phó|bưu điện|điện lực|viễn thông|công ty|tổng công ty
|hợp tác xã|học viện|nhà máy|tổng giám đốc|chủ nhiệm|trại|quỹ|câu lạc bộ|bộ phận một cửa
"""
# Nouns that are units only after a determiner: "các tổ chức", but "Tổ chức tiếp công dân" is work.
_AFTER_DETERMINER = (
    "tổ chức|đoàn thể|cá nhân|đồng chí|cán bộ|đảng viên|đầu mối|phòng ban|ban ngành|đội ngũ"
)
# Starts that only look like a unit.
_NOT_UNITS = (
    r"ban hành|phòng ngừa|phòng,? chống|phòng tránh|trường hợp|hội nghị|hội thảo|đoàn kết|sở hữu|xã hội"
    r"|bộ máy|bộ luật|báo cáo|trưởng thành|tổ chức|bản chất|bản tin|vụ việc|vụ án|thuế suất|đài thọ|đội ngũ"
    r"|quỹ đất|viễn thông tin|công ty hóa|bộ thủ tục"
    r"|công an toàn|đoàn đông người|đoàn người|bản kế hoạch|tổ hòa giải viên|ngành nghề"
    r"|hạt giống|hạt nhân|đồn đại|đồn thổi|đơn vị tư vấn|hội họp|trạm y tế điểm|báo chí|đơn thư"
)
_ACRONYMS = (
    r"UBND|HĐND|UBMTTQ\w*|MTTQ|UBKT|BTV|BTC|BCH|BCĐ|BGĐ|BQL"
    r"|TTĐT|LĐLĐ|VPĐK|ĐBQH|CATP|VKSND|TAND|TT(?=\s)|VP(?=\s)|TTCP|VPCP|UBTVQH"
)
_DETERMINER = r"(?:(?:tất cả |toàn thể |đại diện |tập thể )?(?:các|những|từng|mỗi) |toàn thể )"

# Words that end a name: verbs and link words, in lower case as they stand in a sentence.
_STOPS = """
chủ trì|chủ động|chịu trách nhiệm|chuẩn bị|chỉ đạo|chấp hành|chuyển|chấn chỉnh|cho|cung cấp|cử|củng cố|căn cứ
|có trách nhiệm|có nhiệm vụ|có văn bản|có kế hoạch|có biện pháp|có báo cáo|có yêu cầu|có công dân
|có thẩm quyền giải quyết
|cần|cùng|công bố|công khai|cập nhật|bảo đảm|đảm bảo|bố trí|ban hành|báo cáo|bồi dưỡng|biết|bám sát|bàn
|duy trì|dự thảo|đôn đốc|đối thoại|đề xuất|đề nghị|đề ra|để|đến|đã|đang|đưa|đánh giá|đăng tải
|đăng|đẩy mạnh|điều|đối với|được|đấu tranh|đổi mới phương
|giám sát|giải quyết|giải thích|giải đáp|giúp|giữ|gửi|hoàn thành|hoàn thiện|hướng dẫn|hỗ trợ|huy động|kiểm tra
|kiến nghị|kịp thời|khẩn trương
|khi|không|khắc phục|lãnh đạo|lập|làm|lồng ghép|lấy|mời|mở|nâng cao|nắm|nêu|nghiên cứu|nghiêm túc
|nhằm|nhanh chóng|nhận|niêm yết
|phân công|phân loại|phát hiện|phát huy|phát động|phải|phổ biến|phò biến|phối hợp|phụ trách
|phục vụ|phê duyệt|qua|quan tâm|quán triệt|quyết định
|quản lý|rà soát|sắp xếp|sẵn sàng|sẽ|sớm|soạn|tham gia|tham mưu|thanh tra|thành lập|theo|theo dõi
|thẩm định|thẩm tra|thông báo|thông tin|thông qua
|thu thập|thường xuyên|thực hiện|tích cực|tiến hành|tiếp|tiếp nhận|tiếp tục|tiếp công dân|tổ chức
|tổng hợp|tuyên truyền|tăng cường|tại|tạo điều kiện|tập huấn|tập trung
|triển khai|trao đổi|trình|trực|trực tiếp|trước|trong|từ|vào|vận động|về|viết|xây dựng|xác định
|xác minh|xem xét|xử lý|yêu cầu|ứng trực|ứng dụng
|là|thì|mà|nếu|như|nơi|ở|sau|sâu sát|nhất là|với|và|hoặc|bằng|bởi|do|đầy đủ|đồng thời|động viên
|lên|lưu|sử dụng|hòa giải|tư vấn|quy định|ghi|bổ sung|sửa đổi|kết luận
|đúng|thống nhất|thống kê|phản ánh|chia sẻ|tuyển chọn|thí điểm|vận hành|tiếp thu|nghiêm|chọn|treo
|in|tổ|mua|cấp phát|cấp kinh phí|liên hệ|khai thác|chú trọng|thuyết phục
|xuống|ra|góp|góp phần|hằng|hàng|định kỳ|cam kết|trả lời|ký|lựa chọn|giới thiệu|bàn giao
|can thiệp|ngăn chặn|kết nối|kết hợp|chốt|túc trực|luôn|vẫn|cũng|đều
|xin ý kiến|ý kiến|dự báo|dự kiến|phòng ngừa|phân tích|lắng nghe|gắn|gặp gỡ|khảo sát|khuyến khích
|nộp|nhắc|nhập|quay|rút|sinh hoạt|sơ kết|tổng kết|thăm
|kiểm đếm|kiểm kê|kiểm điểm|đo|đo đạc|đo kiểm|rà|soát|tuần tra|canh gác|trả|thu nhận|thu hồi
|ghi nhận|sửa|sửa chữa|kê khai|lắp|lắp đặt|phát sóng|đưa tin|gọi|gặp|biên soạn|bảo vệ|răn đe
|đón tiếp|tạm dừng|rút kinh nghiệm|nhắc nhở|phổ biến|tập hợp|tuyên dương|khen thưởng|giới thiệu
|thay|tìm|tiếp xúc|tham dự|thi hành|trang bị|tránh|truyền|tuân thủ|việc|vì|xếp|xúc tiến|yên|xét
"""
# Verbs by which a unit is given work.
_DUTIES = """
chủ trì|phối hợp|chủ động|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|tham mưu|tổ chức|thực hiện|bố trí
|xây dựng|tổng hợp|báo cáo|cử|theo dõi|đôn đốc|kiểm tra|hướng dẫn|tiếp nhận|lập|bảo đảm|đảm bảo
|tuyên truyền|rà soát|giải quyết|xử lý|niêm yết|cung cấp|chuẩn bị|nắm|duy trì|chỉ đạo|triển khai|phổ biến
|dự thảo|gửi|báo|trả lời|sửa|làm|là đầu mối|giữ|thông tin|soạn|trình
|xác minh|thông báo|vận động|tăng cường|tiếp tục|thường xuyên|kịp thời|phân công|tiếp công dân|giúp|giám sát
"""
# Lower-case words that belong to a name although a stop word opens them.
_QUALIFIERS = (
    r"(?:có )?liên quan|có thẩm quyền|có chức năng|trực thuộc"
    r"|trên địa bàn(?: toàn)?(?: các)? (?:tỉnh|huyện|xã|phường|thành phố|quận|thị xã|thị trấn)"
    r"|trong (?:tỉnh|huyện|xã|ngành|cơ quan|toàn ngành|toàn tỉnh|toàn xã)|cấp (?:tỉnh|huyện|xã|ủy"
    r"|uỷ|trên|dưới|cơ sở)"
    r"|trên địa bàn(?= |:|,|$)|tổ dân phố|thuộc|chuyên môn|chức năng|nghiệp vụ|hàng không"
    r"|nơi có (?:dự án|vụ việc|công trình)"
    r"|ký (?:đất đai|kinh doanh)|(?:(?<=định )|(?<=đầu tư )|(?<=uản lý )|(?<=công trình ))xây dựng"
)
# Nouns that go on with a collective name: "các sở, ban, ngành", "UBND các xã, thị trấn".
_FRAGMENTS = (
    r"sở|ban ngành|ban|ngành|phòng ban|phòng|đoàn thể|hội|cơ quan|đơn vị|tổ chức|cá nhân"
    r"|địa phương|xã|phường|thị trấn"
    r"|thị xã|thành phố|huyện|quận|đặc khu|thôn|bản|khu phố|tổ dân phố|buôn|ấp|trung tâm|chi cục"
    r"|trạm|trường|doanh nghiệp|cán bộ"
    r"|công chức|viên chức|người lao động|đảng viên|hội viên|đoàn viên|chi bộ|đảng bộ|cơ sở|khu|vụ|cục"
)


def _alternatives(words: str) -> str:
    parts = sorted(
        {w.strip() for w in words.replace("\n", "").split("|")} - {""}, key=len, reverse=True
    )
    return "|".join(re.escape(p) for p in parts)


_HEAD_WORDS = _alternatives(_HEADS)
HEAD = re.compile(
    rf"(?:(?P<many>{_DETERMINER})(?:{_AFTER_DETERMINER}|{_HEAD_WORDS})|(?!{_NOT_UNITS})(?:{_HEAD_WORDS}))(?![\w])",
    re.IGNORECASE,
)
ACRONYM = re.compile(rf"(?:(?P<many>(?:[Cc]ác|[Nn]hững) ))?(?:{_ACRONYMS})(?![\w])")
# "giao" gives work, but "giao thông" is a field of work; so with "dự" and "dự án", "báo" and "báo chí".
_UNLESS = r"giao(?! thông| dịch| thương)|dự(?! án| toán| trữ)|báo(?! chí| đài)"
STOP = re.compile(rf"(?:{_alternatives(_STOPS)}|{_UNLESS})(?![\w])")
# Verbs of two words without their accents: a slip of the scanner ("kiềm tra") still ends a name.
SLIPPED = frozenset(
    fold(w.strip()) for w in _STOPS.replace("\n", "").split("|") if w.strip().count(" ") == 1
)
QUALIFIER = re.compile(rf"(?:{_QUALIFIERS})(?![\w])")
FRAGMENT = re.compile(rf"(?:{_FRAGMENTS})(?![\w])", re.IGNORECASE)
DUTY = re.compile(rf"(?:{_alternatives(_DUTIES)})(?![\w])")
