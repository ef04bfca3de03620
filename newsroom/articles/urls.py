from django.urls import path

from newsroom.articles import filing

app_name = "filing"
urlpatterns = [
    path("", filing.file_story, name="file"),
    path("<uuid:key>/", filing.filed, name="filed"),
]
