"""`make smoke`: sign in as each role, log a visit, make the weekly PDF, stop. One line."""

import time

from tests.browser.product import browser, log_visit, make_weekly_report, running, sign_in


def main() -> None:
    began = time.monotonic()
    with running() as product, browser() as chromium:
        seen = []
        for account in {a["role"]: a for a in reversed(product.accounts)}.values():
            page = chromium.new_context(locale="vi-VN").new_page()
            sign_in(page, product.address, account)
            assert page.locator("h1").count() == 1, account["username"]
            seen.append(account["role"])
            page.context.close()
        page = chromium.new_context(locale="vi-VN").new_page()
        sign_in(page, product.address, product.account("officer"))
        visit = log_visit(page, product.address, name="Hoàng Văn Thử")
        page.context.close()
        page = chromium.new_context(locale="vi-VN", accept_downloads=True).new_page()
        sign_in(page, product.address, product.account("head"))
        size = make_weekly_report(page, product.address)
    print(
        f"smoke: {len(seen)} vai trò đăng nhập; {visit}; "
        f"báo cáo tuần {size // 1024} KB; {time.monotonic() - began:.0f} giây"
    )


if __name__ == "__main__":
    main()
