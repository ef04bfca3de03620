from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Asked at every sign-in and at every request of a session: who may no more is out at once."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.may_sign_in
