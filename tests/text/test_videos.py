import pytest

from newsroom.text.markup import sanitise
from newsroom.text.videos import Video, video

KEY = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "platform", "shown"),
    [
        (f"https://www.youtube.com/watch?v={KEY}&utm_source=x&si=abc&fbclid=y&t=12",
         "YouTube", f"https://www.youtube.com/watch?v={KEY}&t=12"),
        (f"http://youtu.be/{KEY}?si=abc", "YouTube", f"https://youtu.be/{KEY}"),
        (f"https://m.youtube.com/shorts/{KEY}?feature=share",
         "YouTube", f"https://m.youtube.com/shorts/{KEY}"),
        ("https://vimeo.com/76979871/abcdef1234?share=copy",
         "Vimeo", "https://vimeo.com/76979871/abcdef1234"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e&autoplay=1",
         "Vimeo", "https://player.vimeo.com/video/76979871?h=8272103f6e"),
        ("https://dai.ly/x84sh87", "Dailymotion", "https://dai.ly/x84sh87"),
        ("https://www.dailymotion.com/video/x84sh87?playlist=x",
         "Dailymotion", "https://www.dailymotion.com/video/x84sh87"),
        ("https://www.facebook.com/watch/?v=123456&mibextid=z",
         "Facebook", "https://www.facebook.com/watch?v=123456"),
        ("https://www.facebook.com/some.page/videos/123456/?__tn__=x",
         "Facebook", "https://www.facebook.com/some.page/videos/123456"),
        ("https://fb.watch/aBc-1/", "Facebook", "https://fb.watch/aBc-1"),
        ("https://x.com/desk/status/12345?s=20&t=zz", "X", "https://x.com/desk/status/12345"),
        ("https://twitter.com/desk/status/12345/video/1",
         "X", "https://twitter.com/desk/status/12345/video/1"),
        ("https://www.tiktok.com/@desk.one/video/7?is_from_webapp=1",
         "TikTok", "https://www.tiktok.com/@desk.one/video/7"),
        ("https://vm.tiktok.com/ZMabc/", "TikTok", "https://vm.tiktok.com/ZMabc"),
        ("https://t.me/channel/123?single", "Telegram", "https://t.me/channel/123"),
    ],
)  # fmt: skip
def test_a_lone_link_to_a_platform_is_a_video_without_who_shared_it(url, platform, shown):
    linked = sanitise(f'<p dir="rtl"><a href="{url}">فيديو <b>الجسر</b></a></p>')
    assert video(linked) == Video(platform, shown, "فيديو الجسر", direction="rtl")
    assert video(sanitise(f"<p>{url}</p>")) == Video(platform, shown)
    assert video(sanitise(f'<p><a href="{url}">{url}</a></p>')) == Video(platform, shown)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/", "https://www.youtube.com/@channel",
        "https://www.youtube.com/watch?list=x", "https://www.facebook.com/watch/",
        "https://t.me/share/123", "https://t.me/joinchat/12",
        "https://www.youtube.com.evil.example/watch?v=x", f"https://evil.example/youtu.be/{KEY}",
        f"https://youtube.com@evil.example/watch?v={KEY}", f"https://a:b@youtu.be/{KEY}",
        f"https://youtu.be:8443/{KEY}", "https://youtu.be:x/abc", "https://youtu.be/a/b",
        "https://t.me/channel", "https://x.com/desk", "https://facebook.com/desk",
        "https://vimeo.com/about", "mailto:desk@youtu.be", "https://[youtu.be/abc",
    ],
)  # fmt: skip
def test_other_addresses_stay_links(url):
    assert video(sanitise(f'<p><a href="{url}">فيديو</a></p>')) is None
    assert video(f"<p>{url}</p>") is None


@pytest.mark.parametrize(
    "unit",
    [
        f'<p>انظر <a href="https://youtu.be/{KEY}">هنا</a></p>',
        f'<p><a href="https://youtu.be/{KEY}">هنا</a>.</p>',
        f'<p><a href="https://youtu.be/{KEY}">a</a><a href="https://youtu.be/{KEY}">b</a></p>',
        f'<h2><a href="https://youtu.be/{KEY}">هنا</a></h2>',
        f'<ul><li><a href="https://youtu.be/{KEY}">هنا</a></li></ul>',
        f"<p>https://youtu.be/{KEY} وبعده كلام</p>", "<p>كلام</p>", "",
    ],
)  # fmt: skip
def test_a_link_among_words_is_no_card(unit):
    assert video(sanitise(unit)) is None
