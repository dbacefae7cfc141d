"use strict";
// Search, choices and copying. Without it the page is whole, only longer.
(() => {
  const form = document.getElementById("filter");
  const words = form.elements.words, status = document.getElementById("filter-besked");
  const lists = [...form.querySelectorAll("select")];
  const rows = [...document.querySelectorAll("main > section tbody tr")].map((row) => ({
    row, text: null, values: lists.map((list) => row.dataset[list.name]?.split("\n")),
  }));
  const sections = [...document.querySelectorAll("main > section")].filter((each) => each.querySelector("tbody"));

  const folded = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ");
  const wanted = () => folded(words.value).split(" ").filter(Boolean);
  const chosen = () => lists.map((list) => list.value);
  const holds = (each, sought, values) =>
    values.every((value, n) => !value || !each.values[n] || each.values[n].includes(value)) &&
    sought.every((word) => (each.text ??= folded(each.row.textContent)).includes(word));

  function show() {
    const sought = wanted(), values = chosen(), active = sought.length > 0 || values.some(Boolean);
    let left = 0;
    for (const each of rows) {
      const seen = !active || holds(each, sought, values);
      each.row.hidden = !seen;
      left += seen ? 1 : 0;
    }
    for (const section of sections) {
      section.querySelector(".none").hidden = !active || section.querySelector("tbody tr:not([hidden])") !== null;
    }
    document.body.classList.toggle("filtered", active);
    form.elements.clear.hidden = !active;
    status.textContent = active ? status.dataset.told.replace("{n}", left).replace("{all}", rows.length) : "";
  }

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(show, rows.length > 2000 ? 250 : 60); };
  const clear = () => { form.reset(); show(); };
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("input", soon);
  form.elements.clear.addEventListener("click", () => { clear(); words.focus(); });
  // A link to a row that is filtered away shows it again.
  const follow = () => {
    const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (row?.hidden) { clear(); row.scrollIntoView(); }
  };
  addEventListener("hashchange", follow);
  form.hidden = false;
  if (words.value || lists.some((list) => list.value)) show(); // what the browser kept when the page was loaded again

  // What is copied is a plain table with its looks in it, as Word keeps it, whatever theme the page has.
  const looks = {
    TABLE: "border-collapse:collapse;font-family:Calibri,sans-serif;font-size:10pt;color:#000",
    H3: "font-family:Calibri,sans-serif;font-size:16pt;color:#000", H4: "font-family:Calibri,sans-serif;font-size:12pt;color:#000",
    P: "font-family:Calibri,sans-serif;font-size:10pt;color:#000",
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  function cell(each) {
    const bold = each.closest("thead") || each.closest("tr").matches(".total, .subtotal");
    const side = each.classList.contains("number") ? "right" : "left";
    const style = `border-bottom:1px solid #999;padding:2pt 5pt;vertical-align:top;text-align:${side};` +
      `font-weight:${bold ? "bold" : "normal"};background:${each.closest("thead") ? "#e4e9ee" : "none"}`;
    const said = escaped(each.textContent.trim()) || "&nbsp;";
    return `<${each.tagName} style="${style}"${each.scope ? ` scope="${each.scope}"` : ""}>${said}</${each.tagName}>`;
  }
  const line = (row) => `<tr>${[...row.cells].map(cell).join("")}</tr>`;
  function html(each) {
    if (each.tagName !== "TABLE") return `<${each.tagName} style="${looks[each.tagName]}">${escaped(each.textContent.trim())}</${each.tagName}>`;
    const body = [...each.tBodies].flatMap((part) => [...part.rows]);
    return `<table style="${looks.TABLE}"><thead>${line(each.tHead.rows[0])}</thead><tbody>${body.map(line).join("")}</tbody></table>`;
  }
  const plain = (each) => each.tagName !== "TABLE" ? each.textContent.trim()
    : [...each.rows].map((row) => [...row.cells].map((one) => one.textContent.trim()).join("\t")).join("\n");
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const paper = document.getElementById(button.dataset.of);
      const parts = [...paper.querySelectorAll("h3, h4, p, table")];
      const put = (event) => {
        event.preventDefault();
        event.clipboardData.setData("text/html", parts.map(html).join(""));
        event.clipboardData.setData("text/plain", parts.map(plain).join("\n\n"));
      };
      document.addEventListener("copy", put, { once: true });
      const done = document.execCommand("copy"); // works in a page opened from a file, and asks for no permission
      document.removeEventListener("copy", put);
      const told = button.nextElementSibling;
      told.textContent = done ? told.dataset.done : told.dataset.failed;
    });
  }
})();
