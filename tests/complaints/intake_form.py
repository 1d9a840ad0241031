"""What a clerk types into the form of a new petition; keywords change the usual one."""

KEY = "6f0f2f0e-5b65-4f7e-8a52-0d6a4a3c1b11"


def typed(**changes: str) -> dict[str, str]:
    told = {
        "key": KEY,
        "source": "transfer",
        "sender_name": "Báo Lạng Sơn",
        "sender_document": "12/CV-BLS",
        "sender_document_on": "2026-11-10",
        "owes_reply": "on",
        "received_on": "2026-11-16",
        "full_name": "Hoàng  Văn Bình",
        "id_number": "",
        "phone": "0912 345 678",
        "signatories": "3",
        "kind": "complaint",
        "subject_code": "dat_dai.boi_thuong",
        "locality": "xã Tân Thanh",
        "summary": "Khiếu nại bồi thường",
        "content": "Mức bồi thường chưa đúng.",
        "is_first_time": "on",
    }
    return {**told, **changes}
