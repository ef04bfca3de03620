"""What the desk sees of the public site before readers do."""

from django.urls import path

from newsroom.public.views import front, preview

urlpatterns = [
    path("admin/preview/<int:pk>/", preview.of_the_desk, name="desk_preview"),
    path("admin/preview/front/<int:pk>/", front.preview, name="front_preview"),
]
