"""What those who may know do on that day: an opening, prints, originals, a redacted copy, a protection file.

Each step says at once when it does not show what it should: a name that was never opened cannot leak.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from benchmarks.canary_strings import Sealed, bare
from benchmarks.form_reader import main_form
from benchmarks.server import Answer, Client
from tests.scans import scan

OFFICER, HANDLER, CUSTODIAN, HEAD = "tiepdan.skhcn", "xuly.skhcn", "giumat.skhcn", "giamdoc.skhcn"
HANDLER_NAME = "Vi Văn Thành"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
REASON = "Cần mời người tố cáo làm việc để xác minh chứng cứ."


def signed_in(port: int, username: str) -> Client:
    client = Client(port, is_patient=True)
    client.sign_in(username)
    return client


def expect(answer: Answer, status: int, where: str) -> Answer:
    if answer.status != status:
        errors = re.findall(r"(?:error|invalid-feedback)[^>]*>\s*([^<]{4,})<", answer.body)
        raise RuntimeError(f"{where} trả lời {answer.status}, không phải {status}: {errors[:6]}")
    return answer


def matter_of(desk: Client, visit: str) -> str:
    """Address of the matter to which a visit belongs."""
    found = re.search(rf"/vu-viec/{_UUID}/", expect(desk.get(visit), 200, visit).body)
    if found is None:
        raise RuntimeError(f"{visit} không dẫn đến vụ việc")
    return found.group(0)


def opened_identity(port: int, matter: str, person: Sealed) -> str:
    """Asked for, approved, opened under the mark of the reader; returns the address of the opening."""
    handler, custodian = signed_in(port, HANDLER), signed_in(port, CUSTODIAN)
    handler.get(f"{matter}danh-tinh/")
    expect(handler.post(f"{matter}danh-tinh/", {"reason": REASON}), 302, "yêu cầu mở danh tính")
    waiting = expect(custodian.get("/danh-tinh/"), 200, "danh tính kín").body
    asked = re.findall(rf"/danh-tinh/{_UUID}/duyet/", waiting)[0]
    custodian.get(asked)
    expect(custodian.post(asked, {"decision": "co", "note": ""}), 302, "duyệt mở danh tính")
    handler.get("/danh-tinh/")
    address = asked.replace("duyet", "mo")
    page = expect(handler.post(address, {}), 200, "mở danh tính").body
    if person.name not in page or "xem lúc" not in page:
        raise RuntimeError("trang mở danh tính không hiện danh tính và dấu người xem")
    return address


def printed(desk: Client, visit: str, what: str) -> None:
    """A document of a sealed visit: issued, previewed, downloaded by its officer."""
    address = f"{visit}in/?loai={what}"
    fields = main_form(expect(desk.get(address), 200, address).body)
    fields |= {"items_name": "Đơn viết tay", "items_pages": "2", "items_condition": "Bản gốc"}
    told = {name: value or "Đã trao đổi, hai bên thống nhất." for name, value in fields.items()}
    made = expect(desk.post(address, told), 302, address)
    document = urlsplit(made.headers["Location"]).path
    expect(desk.get(document), 200, document)
    if not expect(desk.get(f"{document}in/"), 200, document).raw.startswith(b"%PDF-"):
        raise RuntimeError("bản in không phải PDF")


def original_and_copy(port: int, matter: str, person: Sealed) -> bytes:
    """A scan that tells all, its pages drawn, its copy; returns the copy as the head reads it."""
    handler = signed_in(port, HANDLER)
    words = f"{bare(person.name)}, {person.number}, {person.phone}, {bare(person.address)}"
    handler.get(matter)
    name = f"don_{bare(person.name).replace(' ', '_')}_{person.phone}.pdf"
    expect(handler.send_file(f"{matter}tep/", {}, name, scan(words)), 302, "đính kèm bản gốc")
    page = handler.get(matter).body
    original = re.findall(rf"/ban-goc/{_UUID}/mo/", page)[0]
    for exact in ({}, {"nguyen-trang": "1"}):
        if not expect(handler.post(original, exact), 200, original).raw.startswith(b"%PDF-"):
            raise RuntimeError("bản gốc mở ra không phải PDF")
    redaction = original.replace("/mo/", "/luoc-bo/")
    page = expect(handler.get(redaction), 200, redaction).body
    picture = re.findall(rf'src="(/ban-goc/{_UUID}/trang/[^"]+)"', page)[0].replace("&amp;", "&")
    if handler.get(picture).headers["Content-Type"] != "image/jpeg":
        raise RuntimeError("trang của bản gốc không hiện")
    marked = {**main_form(page), "trang-1": "0 40 100 20", "looked": "on"}
    expect(handler.post(redaction, marked), 302, "bản lược bỏ")
    head = signed_in(port, HEAD)
    found = re.findall(rf"/tep/{_UUID}/", expect(head.get(matter), 200, matter).body)
    return expect(head.get(found[0]), 200, found[0]).raw


def protected(port: int, matter: str, person: Sealed, kin: Sealed) -> None:
    """A request of protection told with names; the custodian reads it and names who may know."""
    handler, custodian = signed_in(port, HANDLER), signed_in(port, CUSTODIAN)
    address = f"{matter}bao-ve/"
    fields = main_form(expect(handler.get(address), 200, address).body)
    fields |= {
        "asked": ["job"], "protects_denouncer": "on", "kin-0-relation": "spouse",
        "reason": f"{person.name} ở {person.address}, điện thoại {person.phone}, bị dọa tại nhà.",
        "kin-0-full_name": kin.name, "kin-0-address": kin.address,
    }  # fmt: skip
    expect(handler.post(address, fields), 302, address)
    listed = expect(custodian.get("/bao-ve-nguoi-to-cao/"), 200, "hồ sơ bảo vệ").body
    files = re.findall(rf"/bao-ve-nguoi-to-cao/{_UUID}/", listed)
    page = expect(custodian.get(files[0]), 200, files[0]).body
    pick = re.search(r'<option value="([^"]+)"[^>]*>[^<]*' + HANDLER_NAME, page)
    if pick is None or person.address not in page:
        raise RuntimeError("hồ sơ bảo vệ không hiện lời đề nghị hoặc người có thể nêu tên")
    named = {"user": pick.group(1), "reason": "Thụ lý đơn tố cáo."}
    expect(custodian.post(f"{files[0]}nguoi-duoc-biet/", named), 302, "nêu tên người được biết")
    expect(handler.get(files[0]), 200, "hồ sơ bảo vệ")
    opened = expect(handler.post(f"{files[0]}ho-ten/", {}), 200, "họ tên người được bảo vệ")
    if kin.name not in opened.body:
        raise RuntimeError("không hiện họ tên thân nhân được bảo vệ")


def looked_up(port: int, people: Sequence[Sealed]) -> None:
    """By number and phone, by who keeps the sealed books; by name and number at the desk and in search."""
    custodian, desk = signed_in(port, CUSTODIAN), signed_in(port, OFFICER)
    custodian.get("/danh-tinh/tra-cuu/")
    for person in people:
        told = {"number": person.number, "phone": person.phone}
        expect(custodian.post("/danh-tinh/tra-cuu/", told), 200, "tra cứu trong sổ kín")
        desk.get("/tiep-cong-dan/ban-tiep/")
        for asked in (person.name, person.number, person.phone):
            desk.post("/tiep-cong-dan/ban-tiep/tra-cuu/", {"scan": asked})


def letters_wished(port: int, usernames: Sequence[str]) -> None:
    """Every topic by mail, at once: what a notice of a sealed matter may say is tried."""
    for username in usernames:
        client = signed_in(port, username)
        fields = main_form(expect(client.get("/thong-bao/nhan-thu/"), 200, "nhận thư").body)
        wished = {name: "now" for name in fields if name != "email"}
        told = {**wished, "email": f"{username}@langson.gov.vn"}
        expect(client.post("/thong-bao/nhan-thu/", told), 302, "nhận thư")


def broken(port: int, people: Sequence[Sealed]) -> None:
    """Errors of the server with what was typed: of the database with the row, of Python with the value."""
    desk = signed_in(port, OFFICER)
    for person in people:
        desk.get("/tiep-cong-dan/ban-tiep/")
        for kind in ("dong", "kieu", "gia-tri"):
            told = {"full_name": person.name, "id_number": person.number, "phone": person.phone,
                    "address": person.address}  # fmt: skip
            page = expect(desk.post(f"/su-co/{kind}/", told), 500, "trang lỗi").body
            if "Máy chủ gặp lỗi" not in page:
                raise RuntimeError("trang lỗi không phải của hệ thống")
