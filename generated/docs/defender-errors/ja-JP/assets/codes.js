// The tables of codes: filtered, sorted, and each code to be copied or linked to.
{
  // A handful is seen at a glance, without a filter.
  const HANDFUL = 5;
  // So many rows make a table; a browser lays out only those tables that are in view.
  const LONG = 100;
  const STATUS = "HTTP ステータス";
  const RETRY = "再試行";
  const ANSWERS = new Map([
    ["可", "yes"],
    ["不可", "no"],
    ["不明", "unknown"],
  ]);

  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const titles = (table) => [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const spoken = document.documentElement.lang;
  const compare = new Intl.Collator(spoken, { numeric: true }).compare;

  const news = made("span", { class: "md-visually-hidden", role: "status" });
  const copy = async (button, code) => {
    await navigator.clipboard.writeText(code);
    document.body.append(news);
    news.textContent = "{code} をコピーしました".replace("{code}", () => code);
    button.classList.add("copied");
    setTimeout(() => {
      news.textContent = "";
      button.classList.remove("copied");
    }, 2000);
  };

  /** What is known of a row, which gets its tools: `at` says which columns are which. */
  const read = (row, place, at) => {
    const cells = [...row.cells].map((cell) => cell.textContent.trim());
    const [first] = row.cells;
    const code = first.querySelector("code")?.textContent ?? cells[0];
    const id = first.querySelector("[id]")?.id ?? code;
    if (!document.getElementById(id)) row.id = id;
    const answer = ANSWERS.get(cells[at.retry].replace("↻ ", ""));
    row.cells[at.retry].classList.add("retry", `retry-${answer}`);
    if (navigator.clipboard) {
      const label = "{code} をコピー".replace("{code}", () => code);
      const button = made("button", { type: "button", class: "copy", title: label, "aria-label": label });
      button.addEventListener("click", () => copy(button, code));
      first.append(button);
    }
    const label = "{code} へのリンク".replace("{code}", () => code);
    const href = `#${encodeURIComponent(id)}`;
    first.append(made("a", { class: "headerlink", href, title: label, "aria-label": label }, "¶"));
    return { row, place, id, cells, answer, body: row.parentElement, text: folded(cells.join(" ")) };
  };

  /** The form above the tables. It is all the state there is: text, status, answer, and order. */
  const filter = (rows, at) => {
    const form = made("form", { class: "filter", role: "search", "aria-label": "コードのフィルター" });
    const choice = (name, label, options) => {
      const all = [["", "すべて"], ...options];
      const select = made("select", { name }, ...all.map(([value, text]) => made("option", { value }, text)));
      form.append(made("label", {}, label, select));
    };
    const text = { name: "q", type: "search", autocomplete: "off", spellcheck: "false" };
    form.append(made("label", {}, "フィルター", made("input", text)));
    if (at.status >= 0) {
      const statuses = new Set(rows.map(({ cells }) => cells[at.status]));
      choice("status", STATUS, [...statuses].sort(compare).map((status) => [status, status]));
    }
    const answers = [...ANSWERS].filter(([, key]) => rows.some(({ answer }) => answer === key));
    choice("retry", RETRY, answers.map(([answer, key]) => [key, answer]));
    form.append(made("input", { name: "sort", type: "hidden" }));
    form.append(made("output", {}), made("button", { type: "reset" }, "すべて表示"));
    form.hidden = rows.length <= HANDFUL;
    return form;
  };

  /** The rows that a form asks for, in its order: by the column of that number, backwards if below 0. */
  const found = (rows, at, form) => {
    const { q, status, retry, sort } = Object.fromEntries(new FormData(form));
    const words = folded(q).split(/\s+/);
    const shown = rows.filter(
      ({ cells, answer, text }) =>
        (!status || cells[at.status] === status) &&
        (!retry || answer === retry) &&
        words.every((word) => text.includes(word)),
    );
    const column = Math.abs(sort) - 1;
    const way = Math.sign(sort);
    return way ? shown.sort((a, b) => way * compare(a.cells[column], b.cells[column]) || a.place - b.place) : shown;
  };

  const boxed = (table) => table.closest(".md-typeset__scrollwrap") ?? table;
  const above = (table) => {
    const found = boxed(table).previousElementSibling;
    return /^H\d$/.test(found?.tagName) ? found : undefined;
  };

  /** Show all rows in their own tables; or some of them, or in another order, in as few as hold them. */
  const show = (tables, rows, at, form) => {
    const shown = found(rows, at, form);
    const sort = Number(form.elements.sort.value);
    const whole = shown.length === rows.length && !sort;
    for (const [number, table] of tables.entries()) {
      const [body] = table.tBodies;
      const own = whole
        ? shown.filter((row) => row.body === body)
        : shown.slice(number * LONG, number + 1 === tables.length ? undefined : (number + 1) * LONG);
      const is = [...body.rows];
      if (own.length !== is.length || own.some(({ row }, place) => row !== is[place])) {
        body.replaceChildren(...own.map(({ row }) => row));
      }
      boxed(table).hidden = !own.length;
      if (above(table)) above(table).hidden = !whole;
      for (const [place, cell] of [...table.tHead.rows[0].cells].entries()) {
        const way = place + 1 === Math.abs(sort) ? Math.sign(sort) : 0;
        cell.ariaSort = ["none", "ascending", "descending"].at(way);
      }
    }
    const number = (value) => value.toLocaleString(spoken);
    const count = "{all} 件中 {shown} 件".replace("{shown}", number(shown.length)).replace("{all}", number(rows.length));
    form.querySelector("output").textContent = shown.length ? count : "該当するコードはありません。";
    form.querySelector("[type=reset]").hidden = whole;
  };

  /** Take what is shown from the address, or put it there, so that it can be sent to somebody. */
  const load = (form) => {
    const asked = new URLSearchParams(location.search);
    for (const input of form.querySelectorAll("[name]")) input.value = asked.get(input.name) ?? "";
    if (!/^-?[1-9]$/.test(form.elements.sort.value)) form.elements.sort.value = "";
  };
  const keep = (form) => {
    const url = new URL(location);
    for (const [name, value] of new FormData(form)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  };

  /** Make the tables of a page what they can be. */
  const start = (tables) => {
    const columns = titles(tables[0]);
    const at = { status: columns.indexOf(STATUS), retry: columns.indexOf(RETRY) };
    const rows = tables.flatMap((table) => [...table.tBodies[0].rows]).map((row, place) => read(row, place, at));
    const form = filter(rows, at);
    let timer;
    const change = () => {
      show(tables, rows, at, form);
      clearTimeout(timer);
      timer = setTimeout(() => form.isConnected && keep(form), 200);
    };
    const clear = () => {
      for (const input of form.querySelectorAll("[name]")) input.value = "";
      change();
    };
    for (const cell of tables.flatMap((table) => [...table.tHead.rows[0].cells])) {
      const button = made("button", { type: "button", class: "sort" }, ...cell.childNodes);
      const { sort } = form.elements;
      const column = cell.cellIndex + 1;
      button.addEventListener("click", () => {
        sort.value = { [column]: -column, [-column]: "" }[sort.value] ?? column;
        change();
      });
      cell.append(button);
    }
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clear();
      form.elements.q.focus();
    });
    (above(tables[0]) ?? boxed(tables[0])).before(form);
    load(form);
    show(tables, rows, at, form);

    /** Go to the row that the address names, even if it was filtered out. */
    const go = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      const wanted = rows.find((row) => row.id === id);
      if (wanted && !wanted.row.isConnected) clear();
      wanted?.row.scrollIntoView({ block: "center", behavior: "instant" });
    };
    return go;
  };

  let go;
  document$.subscribe(() => {
    const tables = [...document.querySelectorAll(".md-content table:not([class])")];
    const ours = tables.filter((table) => titles(table).includes(RETRY) && !table.querySelector(".sort"));
    go = ours.length ? start(ours) : undefined;
    if (location.hash) go?.();
  });
  addEventListener("hashchange", () => go?.());
}
