"""Closed lists of the desk."""

from django.db.models import TextChoices

# Duty that every visit starts: thông báo kết quả tiếp công dân (Luật Tiếp công dân 2013, art. 28).
NOTICE = "TCD_TB_KQ"


class SessionKind(TextChoices):
    """Hình thức buổi tiếp."""

    STANDING = "standing", "Tiếp thường xuyên"
    PERIODIC = "periodic", "Tiếp định kỳ của Thủ trưởng"
    AD_HOC = "ad_hoc", "Tiếp đột xuất của Thủ trưởng"


class SessionMode(TextChoices):
    """Trực tiếp hay trực tuyến (Luật Tiếp công dân art. 3a, since 01/07/2026)."""

    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"


class VisitResult(TextChoices):
    """Kết quả tiếp."""

    PETITION = "petition", "Nhận đơn, vào sổ"
    GUIDED = "guided", "Hướng dẫn"
    ANSWERED = "answered", "Giải thích, trả lời tại chỗ"
    REFERRED = "referred", "Báo cáo Thủ trưởng"


class Tension(TextChoices):
    """Tình huống tại nơi tiếp: about the situation, never about a person (design.md section 2)."""

    CALM = "calm", "Bình thường"
    CROWDED = "crowded", "Đông, phải chờ lâu"
    HEATED = "heated", "Bức xúc, đã giải thích ổn định"
    PROLONGED = "prolonged", "Tập trung kéo dài, đã mời cơ quan phối hợp"
