// The theme, mended where a style sheet cannot reach.
{
  // The language menu leads to the same page in the other language, not to its first one.
  const home = new URL(".", document.querySelector(".md-logo").href).href;
  const page = location.href.split(/[?#]/)[0].slice(home.length);
  for (const link of document.querySelectorAll(".md-select__link[hreflang]")) {
    link.href = new URL(page, link.href).href;
  }

  // The search has a shadow tree, in which the place of a result is too pale (WCAG 1.4.3).
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("menu, [role=status] { color: rgb(var(--color-foreground) / 0.75) !important }");
  const mend = () => {
    for (const { shadowRoot } of document.body.children) {
      if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(sheet)) {
        shadowRoot.adoptedStyleSheets.push(sheet);
      }
    }
  };
  new MutationObserver(mend).observe(document.body, { childList: true });
  mend();
}
