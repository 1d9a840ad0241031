// Comfort for the keyboard and the desk. Every page works without it (docs/interface.md).
"use strict";

const live = () => document.getElementById("live");

function say(text) {
  const region = live();
  if (region && text) region.textContent = text.trim().replace(/\s+/g, " ");
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// Keys: "/" search, "?" sheet, Alt+S the main form, Alt+<data-key> a link or button of the page.
function openSheet() {
  const sheet = document.getElementById("shortcuts");
  if (!sheet || sheet.open) return;
  const list = sheet.querySelector("dl");
  list.querySelectorAll("[data-from-page]").forEach((row) => row.remove());
  document.querySelectorAll("[data-key][data-key-label]").forEach((element) => {
    const row = document.createElement("div");
    row.dataset.fromPage = "";
    const keys = row.appendChild(document.createElement("dt"));
    keys.append(keyCap("Alt"), " + ", keyCap(element.dataset.key.toUpperCase()));
    row.appendChild(document.createElement("dd")).textContent = element.dataset.keyLabel;
    list.append(row);
  });
  sheet.showModal();
}

function keyCap(text) {
  const cap = document.createElement("kbd");
  cap.textContent = text;
  return cap;
}

function letterOf(event) {
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
}

function onAltKey(event) {
  const letter = letterOf(event);
  const target =
    letter === "s"
      ? document.querySelector("form[data-main]")
      : document.querySelector(`[data-key="${CSS.escape(letter)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.tagName === "FORM") target.requestSubmit();
  else if (isTyping(target)) target.focus();
  else target.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.altKey) return onAltKey(event);
  if (isTyping(event.target)) return;
  if (event.key === "/") {
    const field = document.querySelector("[data-search], input[type=search], .filter-bar input[type=text]");
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  } else if (event.key === "?") {
    event.preventDefault();
    openSheet();
  }
});

// A second click sends nothing: the server refuses doubles anyway (idempotency key), this keeps people calm.
function setBusy(form, busy) {
  form.toggleAttribute("data-sent", busy);
  form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => {
    button.classList.toggle("is-busy", busy);
    button.setAttribute("aria-disabled", busy);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.submitter?.hasAttribute("data-download")) return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  setTimeout(() => setBusy(form, true));
  setTimeout(() => setBusy(form, false), 10000); // an answer that is a download leaves the page standing
}, true);

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => setBusy(form, false));
});

// Rows of a formset: spare rows are drawn by the server, hidden here, shown one at a time.
function rowIsEmpty(row) {
  return [...row.querySelectorAll("input, textarea, select")].every((field) =>
    /^(hidden|checkbox|radio)$/.test(field.type) || field.tagName === "SELECT" || !field.value.trim());
}

function setUpFormset(box) {
  if (box.dataset.formsetReady) return;
  box.dataset.formsetReady = "yes";
  const rows = [...box.querySelectorAll("[data-formset-row]")];
  const keep = Number(box.dataset.formset || 1);
  const spare = rows.slice(keep).filter((row) => rowIsEmpty(row) && !row.querySelector(".is-invalid"));
  spare.forEach((row) => { row.hidden = true; });
  const add = box.querySelector("[data-formset-add]");
  if (!add) return;
  const refresh = () => { add.hidden = !rows.some((row) => row.hidden); };
  add.addEventListener("click", () => {
    const next = rows.find((row) => row.hidden);
    if (!next) return;
    next.hidden = false;
    next.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    refresh();
  });
  rows.forEach((row) => {
    const remove = row.querySelector("[data-formset-remove]");
    if (!remove) return;
    remove.hidden = false;
    remove.addEventListener("click", () => {
      const mark = row.querySelector("input[name$=-DELETE]");
      if (mark) mark.checked = true;
      else row.querySelectorAll("input:not([type=hidden]), textarea").forEach((field) => { field.value = ""; });
      row.hidden = true;
      rows.splice(rows.indexOf(row), mark ? 1 : 0);
      add.focus();
      refresh();
    });
  });
  refresh();
}

// Sentences beside a number: [data-hints-for="#id_people"] > [data-from][data-to]
function setUpHints(box) {
  const field = document.querySelector(box.dataset.hintsFor);
  if (!field) return;
  box.setAttribute("aria-live", "polite");
  const update = () => {
    const number = Number(field.value || 0);
    box.querySelectorAll("[data-from]").forEach((hint) => {
      hint.hidden = number < Number(hint.dataset.from) || number > Number(hint.dataset.to || Infinity);
    });
  };
  field.addEventListener("input", update);
  update();
}

// Parts that matter only for some answers: [data-show-when="kind"][data-show-values="group,other"]
function setUpConditional(part) {
  const form = part.closest("form");
  const wanted = part.dataset.showValues.split(",");
  const update = () => {
    const answers = new FormData(form).getAll(part.dataset.showWhen);
    part.hidden = !answers.some((answer) => wanted.includes(answer)) && !part.querySelector(".is-invalid");
  };
  form.addEventListener("change", update);
  update();
}

function setUp(root) {
  root.querySelectorAll("[data-formset]").forEach(setUpFormset);
  root.querySelectorAll("[data-hints-for]").forEach(setUpHints);
  root.querySelectorAll("[data-show-when]").forEach(setUpConditional);
  root.querySelectorAll("[data-shortcuts], [data-print], [data-back]").forEach((button) => { button.hidden = false; });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shortcuts]")) openSheet();
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-back]")) history.back();
});

// htmx: announce the new count, set up what came in, say when nothing came.
document.addEventListener("htmx:afterSettle", (event) => {
  setUp(event.target);
  say(event.target.querySelector("[data-announce]")?.textContent);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) setBusy(form, false);
});
function complain(text) {
  const notice = document.createElement("div");
  notice.className = "notice notice-error";
  notice.setAttribute("role", "status");
  notice.textContent = text;
  document.getElementById("messages")?.replaceChildren(notice);
  say(text);
}

document.addEventListener("htmx:sendError", () =>
  complain("Không nối được máy chủ. Những gì đã nhập vẫn còn trên màn hình."));
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const sentence = page.querySelector("[data-sentence]")?.textContent;
  complain(sentence || "Máy chủ chưa trả lời được. Những gì đã nhập vẫn còn trên màn hình.");
});

document.addEventListener("DOMContentLoaded", () => {
  setUp(document);
  document.querySelector("[data-errors]")?.focus();
});
