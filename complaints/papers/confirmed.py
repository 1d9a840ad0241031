"""Which forms may be issued: the text was copied from the decree, or an administrator compared it."""

from agencies.refusals import Refused
from complaints.models import FormConfirmation
from complaints.papers.form import Form


def is_unsure(form: Form) -> bool:
    """True while nobody has compared the text of the form with the official one."""
    return not form.is_sure and not FormConfirmation.objects.filter(form_code=form.code).exists()


def confirmed_forms() -> dict[str, FormConfirmation]:
    """Confirmations by the code of their form."""
    found = FormConfirmation.objects.select_related("confirmed_by")
    return {one.form_code: one for one in found}


def ensure_sure(form: Form) -> None:
    """Raises Refused: an unsure form is a draft only."""
    if is_unsure(form):
        raise Refused(
            f"{form.number} ({form.decree}) đang ở tình trạng “cần đối chiếu mẫu”; quản trị xác "
            "nhận mẫu rồi mới phát hành được. Bản thảo vẫn tải về được."
        )
