from django.urls import path

from newsroom.articles import filing, filing_outbox

app_name = "filing"
urlpatterns = [
    path("", filing.file_story, name="file"),
    path("sw.js", filing_outbox.worker, name="worker"),
    path("blank/", filing_outbox.blank, name="blank"),
    path("state/", filing_outbox.state, name="state"),
    path("<uuid:key>/", filing.filed, name="filed"),
    path("<uuid:key>/pictures/<slug:digest>/", filing_outbox.picture, name="picture"),
]
