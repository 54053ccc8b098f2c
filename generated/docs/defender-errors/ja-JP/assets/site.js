// The theme, mended where a style sheet cannot reach.
{
  const theme = JSON.parse(document.getElementById("__config").textContent).translations;
  // What the search says in English alone, in the words of the page and of the theme.
  const search = document.querySelector(".md-search__button")?.textContent.trim();
  const said = new Map([
    ["Search", search],
    ["Search results", search],
    ["Close search", "検索を閉じる"],
    ["Loading search…", "検索を読み込んでいます…"],
    ["Search is unavailable. Reload the page to try again.", "検索を読み込めませんでした。ページを再読み込みしてください。"],
    ["No results", theme["search.result.none"]],
    ["1 result", theme["search.result.one"]],
  ]);
  const spoken = (text) => {
    const [, count] = text.match(/^([\d,]+) results$/) ?? [];
    return count ? theme["search.result.other"].replace("#", count) : (said.get(text) ?? text);
  };

  // The search has a shadow tree, in which the place of a result is too pale (WCAG 1.4.3);
  // what it would filter by, this site has not.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    menu, [role=status] { color: rgb(var(--color-foreground) / 0.75) !important }
    [aria-label=Filters], dialog [inert] { display: none }`);
  const speak = (root) => {
    for (const element of root.querySelectorAll("[aria-label], [placeholder], [role=status]")) {
      for (const name of ["aria-label", "placeholder"]) {
        const text = element.getAttribute(name);
        if (text && spoken(text) !== text) element.setAttribute(name, spoken(text));
      }
      const text = element.role === "status" && element.firstChild;
      if (text && spoken(text.data) !== text.data) text.data = spoken(text.data);
    }
  };
  const seen = new WeakSet();
  const mend = () => {
    for (const { shadowRoot } of document.body.children) {
      if (!shadowRoot || seen.has(shadowRoot)) continue;
      seen.add(shadowRoot);
      shadowRoot.adoptedStyleSheets.push(sheet);
      const changes = { attributes: true, characterData: true, childList: true, subtree: true };
      new MutationObserver(() => speak(shadowRoot)).observe(shadowRoot, changes);
      speak(shadowRoot);
    }
  };
  new MutationObserver(mend).observe(document.body, { childList: true });
  mend();

  // The language menu leads to the same page in the other language, not to its first one.
  document$.subscribe(() => {
    const home = new URL(".", document.querySelector(".md-logo").href).href;
    const page = location.href.split(/[?#]/)[0].slice(home.length);
    // What lies beside the site is in the repository alone, and stays as words.
    for (const link of document.querySelectorAll(".md-content a[href^='../']")) {
      if (!link.href.startsWith(home)) link.replaceWith(...link.childNodes);
    }
    for (const link of document.querySelectorAll(".md-select__link[hreflang]")) {
      // Never by itself: the address of a page that is not there may read as one of JavaScript.
      link.href = new URL(".", link.href).href + page;
    }
  });
}
