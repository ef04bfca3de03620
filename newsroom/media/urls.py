from django.contrib import admin
from django.urls import path

from newsroom.media import views
from newsroom.media.admin import obscure, originals

desk = admin.site.admin_view

app_name = "media"
urlpatterns = [
    path("<int:pk>/", views.master, name="master"),
    path("<int:pk>/original/", originals.download, name="original"),
    path("<int:pk>/original/delete/", desk(originals.delete), name="original_delete"),
    path("<int:pk>/original/keep/", desk(originals.keep), name="original_keep"),
    path("<int:pk>/obscure/", desk(obscure.obscure), name="obscure"),
    path("<int:pk>/obscure/confirm/", desk(obscure.confirm), name="obscure_confirm"),
    path("<int:pk>/obscure/picture/", obscure.picture, name="obscure_picture"),
]
