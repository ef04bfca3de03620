"""What the browser tests share: two screens, and the questions they ask of every page."""

from __future__ import annotations

from dataclasses import dataclass, field

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def overflow(page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def press(page, verb: str) -> None:
    """The desk's button of a move, wherever it stands on the form."""
    page.click(f"button[name=_move][value={verb}], form[action$='/move/{verb}/'] button")


def put_caret(paragraph) -> None:
    """Into a paragraph of the editor, and waits until the editor knows: the browser tells it a
    moment later, and what takes the focus before that would find the caret where it was."""
    paragraph.click()
    paragraph.evaluate(
        """async (paragraph) => {
            const { editor } = paragraph.closest(".tiptap");
            const isThere = () =>
                paragraph.contains(editor.view.domAtPos(editor.state.selection.head).node);
            for (let frame = 0; frame < 300; frame++) {
                if (isThere()) return;
                await new Promise(requestAnimationFrame);
            }
            throw Error("the caret is elsewhere");
        }"""
    )


@dataclass
class Weight:
    """What a browser that was never here fetched for a page: the address of each thing, and the
    bytes of it on the wire, compressed as it came."""

    bodies: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> int:
        return sum(self.bodies.values())

    def of(self, *endings: str) -> int:
        """Of those whose addresses end so; pictures are `PICTURES`."""
        return sum(size for url, size in self.bodies.items() if url.endswith(endings))


PICTURES = (".avif", ".webp", ".jpg", ".png")


def fetched(context, url: str) -> Weight:
    """Opens the page in a tab of its own. What a page holds in itself is no request."""
    page, requests = context.new_page(), []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(url, wait_until="networkidle")
    bodies = {
        request.url: request.sizes()["responseBodySize"]
        for request in requests
        if request.url.startswith("http")
    }
    page.close()
    return Weight(bodies)
