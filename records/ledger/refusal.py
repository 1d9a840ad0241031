"""What cannot be written down is not shown."""


class LedgerClosed(Exception):
    """The ledger takes no row: nothing of the case reaches anybody until it does (HTTP 503).

    No `Refused`: a form that tells refusals beside a field must not tell this one and show the page.
    """

    sentence = "Chưa ghi được sổ vết nên chưa mở được hồ sơ; hãy thử lại sau ít phút hoặc báo người quản trị."
