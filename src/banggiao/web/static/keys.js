// Keys for what the pages offer as links and buttons anyway: j and k step through cards or rows, Enter goes to the words of a card, Escape
// clears the choice, / goes to the search box, ? shows the keys. On an article's page the words and the card that belong together are lit together.
// Nothing here writes markup: the script only moves focus and changes classes.
"use strict";
(() => {
  const KEPT = "banggiao-keys";
  const steps = [...document.querySelectorAll("[data-step]")];
  const toggle = document.getElementById("keys-on");

  const kept = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
  if (toggle) {
    toggle.checked = kept();
    toggle.addEventListener("change", () => {
      try { localStorage.setItem(KEPT, toggle.checked ? "on" : "off"); } catch { /* kept for this page only */ }
    });
  }

  const numbers = (element) => (element.dataset.r || "").split(" ").filter(Boolean);

  // Light every piece of the words of a record, and its card. No record: everything goes dark.
  const light = (number) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!number) return;
    for (const piece of document.querySelectorAll(".text [data-r]")) {
      if (numbers(piece).includes(number)) piece.classList.add("lit");
    }
    document.getElementById(`r${number}`)?.classList.add("lit");
  };

  const show = (element, block) => element?.scrollIntoView({ block });

  const beside = () => matchMedia("(min-width: 62rem)").matches;

  // The card takes the focus; where the text stands beside it, its words come into sight too.
  const choose = (card) => {
    light(card.dataset.card);
    card.focus({ preventScroll: true });
    show(card, "nearest");
    if (beside()) {
      const words = document.getElementById(card.querySelector("a.to-words")?.hash.slice(1) || "");
      if (words) show(words, "center");
    }
  };

  const step = (by) => {
    if (!steps.length) return;
    const active = document.activeElement?.closest("[data-step]");
    const lit = document.querySelector(".card.lit");
    const at = steps.indexOf(active ?? lit);
    const next = steps[at < 0 ? (by > 0 ? 0 : steps.length - 1) : Math.min(Math.max(at + by, 0), steps.length - 1)];
    if (next.dataset.card) choose(next);
    else { next.focus({ preventScroll: true }); show(next, "nearest"); }
  };

  // A key that the chosen item has a button for (or the page, where no item has one) presses it.
  const press = (key) => {
    if (!/^[a-z]$/.test(key)) return false;
    const item = document.activeElement?.closest("[data-step]");
    const button = item?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`.decisions [data-key="${key}"]`);
    if (!button) return false;
    button.click();
    if (button.tagName === "SUMMARY") button.parentElement.querySelector("select, input:not([type=hidden]), button")?.focus();
    return true;
  };

  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Escape") { light(""); return; }
    if (event.key === "Enter" && event.target.dataset.card) {
      event.preventDefault();
      event.target.querySelector("a.to-words")?.click();
      return;
    }
    if (toggle && !toggle.checked) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.getElementById("find")?.focus();
    else if (event.key === "?") document.querySelector(".keys-help")?.showModal();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  // A link between words and card lights the record that it belongs to.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-r]");
    if (link) light(numbers(link)[0]);
    else {
      const piece = event.target.closest(".text [data-r]");
      if (piece && !String(getSelection())) light(numbers(piece)[0]);
    }
  });

  // On a narrow screen the row of pages scrolls: the one that is open comes into sight.
  const row = document.querySelector(".top .main");
  const open = row?.querySelector("[aria-current]");
  if (open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;

  const arrive = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    const span = /^w(\d+)-(\d+)$/.exec(name);
    // Words that no record rests on any more: the page marks them where it is asked for them.
    if (!target && span && document.querySelector(".text") && !new URLSearchParams(location.search).has("words")) {
      const asked = new URLSearchParams(location.search);
      asked.set("words", `${span[1]}-${span[2]}`);
      location.replace(`${location.pathname}?${asked}#${name}`);
      return;
    }
    if (!target) return;
    const card = target.closest(".card");
    const lit = document.querySelector(".card.lit")?.dataset.card;
    const number = card ? card.dataset.card : numbers(target)[0];
    if (!lit || !(card ? [number] : numbers(target)).includes(lit)) light(number);
    const other = card ? null : document.querySelector(".card.lit");
    if (other && beside()) show(other, "nearest");
  };
  addEventListener("hashchange", arrive);
  arrive();

  // The language is switched without losing the place.
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => { link.hash = location.hash; });
  }
})();
