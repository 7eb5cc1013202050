"""Turn our Markdown into safe HTML, once per process."""

from functools import cache

from markupsafe import Markup

_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "code", "a", "br", "hr"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}


@cache
def html_of(markdown: str) -> Markup:
    """Return a text of our content as HTML: raw HTML in it is shown as text, and the result is cleaned."""
    import nh3
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return Markup(nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, link_rel="noopener noreferrer"))  # noqa: S704


@cache
def screen_text(markdown: str) -> Markup:
    """Return an agreement as HTML without the lines that are filled in on paper."""
    parts = [part for part in markdown.split("\n\n") if "____" not in part]
    return html_of("\n\n".join(parts))
