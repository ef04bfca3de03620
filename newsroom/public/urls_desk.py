"""What the desk sees of the public site before readers do."""

from django.urls import path

from newsroom.public.views import preview

urlpatterns = [path("admin/preview/<int:pk>/", preview.of_the_desk, name="desk_preview")]
