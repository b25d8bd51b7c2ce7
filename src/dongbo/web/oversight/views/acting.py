"""Choosing for whom one acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.web.acting import choose_principal
from dongbo.web.oversight.presentation import mandate_words


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act for who was chosen, or for oneself again, and begin with what waits there."""
    written = request.POST.get("principal", "")
    chosen = choose_principal(request, int(written) if written.isdecimal() else None)
    if chosen is None:
        messages.success(request, _("Bạn đã trở lại quyền của mình."), extra_tags="well")
    else:
        told = _("Từ lúc này bạn thực hiện với tư cách %(words)s.") % {"words": mandate_words(chosen)}
        messages.success(request, told, extra_tags="well")
    return redirect("home")
