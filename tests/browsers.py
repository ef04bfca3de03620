"""What the browser tests share: two screens, and the questions they ask of every page."""

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def overflow(page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def press(page, verb: str) -> None:
    """The desk's button of a move, wherever it stands on the form."""
    page.click(f"button[name=_move][value={verb}], form[action$='/move/{verb}/'] button")
