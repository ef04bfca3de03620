from django.urls import path

from newsroom.media import views

app_name = "media"
urlpatterns = [path("<int:pk>/", views.master, name="master")]
