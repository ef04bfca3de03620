"""The few of allauth's addresses that are wanted; the others do not exist.

The names are allauth's, which looks for them. They stand in front of the admin's own addresses.
"""

from django.contrib import admin
from django.urls import path

from newsroom.accounts import views

desk = admin.site.admin_view

urlpatterns = [
    path("login/", admin.site.login, name="account_login"),
    path("account/code/", views.EnterCode.as_view(), name="mfa_authenticate"),
    path("account/", desk(views.Overview.as_view()), name="mfa_index"),
    path("account/again/", desk(views.PasswordAgain.as_view()), name="account_reauthenticate"),
    path("account/again/code/", desk(views.CodeAgain.as_view()), name="mfa_reauthenticate"),
    path("account/set-up/", desk(views.SetUp.as_view()), name="mfa_activate_totp"),
    path("account/remove/", desk(views.Remove.as_view()), name="mfa_deactivate_totp"),
    path("account/recovery-codes/", desk(views.RecoveryCodes.as_view()),
         name="mfa_view_recovery_codes"),
    path("account/recovery-codes/text/", desk(views.DownloadRecoveryCodes.as_view()),
         name="mfa_download_recovery_codes"),
    path("account/recovery-codes/new/", desk(views.NewRecoveryCodes.as_view()),
         name="mfa_generate_recovery_codes"),
]  # fmt: skip
