// Blocks of code with titles, one directly after the other, become tabs.
// What was chosen is remembered, and chosen wherever else it is a tab.
{
  const KEY = "error-table.tabs";
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem(KEY) ?? "[]").map(String);
  } catch {
    // Where nothing may be kept, the first tab is as good as any.
  }

  const title = (block) =>
    block?.matches(".highlight") ? block.querySelector(":scope > .filename")?.textContent : undefined;

  /** The blocks that become one set of tabs, from this one on: neighbours, each with another title. */
  const neighbours = (block) => {
    const found = new Map();
    for (let next = block; title(next) && !found.has(title(next)); next = next.nextElementSibling) {
      found.set(title(next), next);
    }
    return found;
  };

  /** Select in each set of tabs what was chosen last, else its first. */
  const select = () => {
    for (const list of document.querySelectorAll(".tabs > [role=tablist]")) {
      const tabs = [...list.children];
      const named = (name) => tabs.find((tab) => tab.textContent === name);
      const wanted = named(chosen.find(named)) ?? tabs[0];
      for (const tab of tabs) {
        tab.setAttribute("aria-selected", tab === wanted);
        tab.tabIndex = tab === wanted ? 0 : -1;
        document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== wanted;
      }
    }
  };

  const choose = (tab) => {
    const name = tab.textContent;
    chosen = [name, ...chosen.filter((other) => other !== name)].slice(0, 9);
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // It is chosen on this page all the same.
    }
    const before = tab.getBoundingClientRect().top;
    select();
    tab.focus({ preventScroll: true });
    // Tabs further up have changed their height; this one stays under the pointer.
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  };

  const pressed = (event) => {
    const tabs = [...event.currentTarget.children];
    const at = tabs.indexOf(event.target);
    const next = document.body.dir === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + next, ArrowLeft: at - next, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(tabs.at(to % tabs.length));
  };

  let number = 0;
  const set = (blocks) => {
    const list = document.createElement("div");
    list.role = "tablist";
    list.ariaLabel = "例の言語";
    list.addEventListener("click", (event) => event.target.role === "tab" && choose(event.target));
    list.addEventListener("keydown", pressed);
    const box = document.createElement("div");
    box.className = "tabs";
    blocks.values().next().value.before(box);
    box.append(list, ...blocks.values());
    for (const [name, block] of blocks) {
      const tab = document.createElement("button");
      number += 1;
      tab.type = "button";
      tab.role = "tab";
      tab.id = `tab-${number}`;
      tab.textContent = name;
      block.id ||= `panel-${number}`;
      block.role = "tabpanel";
      tab.setAttribute("aria-controls", block.id);
      block.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
    }
  };

  document$.subscribe(() => {
    for (const block of document.querySelectorAll(".md-content .highlight")) {
      const blocks = block.closest(".tabs") ? new Map() : neighbours(block);
      if (blocks.size > 1) set(blocks);
    }
    select();
  });
}
