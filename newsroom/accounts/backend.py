from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Asked at every sign-in and at every request of a session: who may no more is out at once."""

    def user_can_authenticate(self, user):
        return user.may_sign_in
