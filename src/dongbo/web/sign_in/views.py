"""Signing in."""

from django.conf import settings
from django.contrib.auth.views import LoginView

from dongbo.organisation.queries import officers
from dongbo.web.sign_in.forms import SignInForm


class SignIn(LoginView):
    """The sign-in page; on a demonstration it names the demonstration's officers."""

    template_name = "sign_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: object) -> dict[str, object]:
        shown = officers().filter(username__startswith="demo.") if settings.DEMO else officers().none()
        return super().get_context_data(**context) | {"demo_officers": shown, "demo_password": settings.DEMO_PASSWORD}
