// The desk by keyboard alone: one box for scanner, number or name; digits choose; Enter goes on.
// Without it the page works as plain forms (docs/interface.md).
"use strict";

const desk = () => document.getElementById("desk-form");
const box = () => document.getElementById("desk-scan");
let asked = ""; // what was typed into the box, until it is used; never what a scanner read

const SCANNED = /(?:[^|\n]*\|){5}/;

function isShown(element) {
  return element.getClientRects().length > 0 && !element.disabled;
}

function fieldsOf(root) {
  return [...root.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(isShown);
}

function focusOn(element) {
  element?.focus();
  if (/^(text|number)$/.test(element?.type)) element.select();
}

// A name typed into the box is not typed twice; a number neither.
function useWhatWasAsked() {
  const text = asked;
  asked = "";
  if (!text) return;
  const field = document.getElementById(/\d/.test(text) ? "id_id_number" : "id_full_name");
  if (field && !field.value) field.value = text;
}

function firstEmpty(root) {
  return fieldsOf(root).find((field) => !field.value) || fieldsOf(root)[0];
}

const PLACES = {
  scan: () => box(),
  kind: () => document.getElementById("id_kind_0"),
  content: () => document.getElementById("id_content"),
  mandate: () => document.getElementById("id_mandate_document"),
  identity: () => firstEmpty(document.getElementById("identity") || desk()),
};

function afterLookUp() {
  const known = document.getElementById("known");
  const choice = known.querySelector("[data-choice]");
  if (choice) return focusOn(choice);
  useWhatWasAsked();
  focusOn((PLACES[known.dataset.focus] || PLACES.identity)());
}

// What was scanned or typed leaves the page as soon as it is on its way.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "desk-look-up") {
    if (event.detail.parameters.chon && event.detail.parameters.chon !== "moi") asked = "";
    return;
  }
  const text = box().value.trim();
  asked = SCANNED.test(text) || text.length > 60 || /^TCD:|:\/\//i.test(text) ? "" : text;
  box().value = "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "desk-fields") return;
  desk().dispatchEvent(new Event("change", { bubbles: true }));
  afterLookUp();
});
// A page out of the browser's memory must not bring the last visitor back.
window.addEventListener("pagehide", () => { if (box()) box().value = ""; });

// A scanner may fire while another field has the focus: what it read belongs to the box alone.
function takeOverScan(field) {
  const lines = field.value.split("\n");
  const read = lines.at(-1);
  if (!SCANNED.test(read)) return false;
  const start = /\d{12}\|/.exec(read)?.index || 0;
  field.value = [...lines.slice(0, -1), read.slice(0, start)].join("\n");
  box().value = read.slice(start);
  box().form.requestSubmit();
  return true;
}

function onEnter(event) {
  const field = event.target;
  if (!field.matches("input, textarea, select") || field.form !== desk()) return;
  const isText = field.tagName === "TEXTAREA" || /^(text|number|search)$/.test(field.type);
  if (isText && takeOverScan(field)) return event.preventDefault();
  if (field.tagName === "TEXTAREA") return;
  event.preventDefault(); // Alt+S or the button enters the visit, never a stray Enter
  if (!showsNextRow(field)) goOn(field);
}

// Enter after the last name of a list opens the next line of it.
function showsNextRow(field) {
  const row = field.closest("[data-formset-row]");
  const next = row?.nextElementSibling;
  if (field.name !== "representatives" || !field.value || !next?.matches("[data-formset-row][hidden]")) return false;
  row.parentElement.querySelector("[data-formset-add]").click();
  return true;
}

function goOn(from) {
  const order = [...desk().querySelectorAll("input:not([type=hidden]), select, textarea, summary, button")].filter(isShown);
  const group = from.closest("[data-digits]");
  const next = order.slice(order.indexOf(from) + 1).find((field) =>
    !(group && group.contains(field)) && field.tagName !== "SUMMARY" && field.type !== "button" && !isOtherRadio(field));
  focusOn(next);
}

// Of a list that was answered already its answer is the way in.
function isOtherRadio(field) {
  return field.type === "radio" && !field.checked && !!field.closest("[data-digits]")?.querySelector(":checked");
}

function chooseByDigit(group, digit) {
  const radio = group.querySelectorAll("input[type=radio]")[digit - 1];
  if (!radio) return false;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  goOn(radio);
  return true;
}

function moveInKnown(event, choices) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const chosen = choices.find((choice) => choice.dataset.choice === event.key);
  if (chosen) chosen.click();
  else if (step) focusOn(choices[(choices.indexOf(event.target) + step + choices.length) % choices.length]);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || !desk()) return;
  if (event.target.matches("[data-choice]")) {
    return moveInKnown(event, [...document.querySelectorAll("[data-choice]")]);
  }
  const group = event.target.closest("[data-digits]");
  if (group && /^[1-9]$/.test(event.key) && chooseByDigit(group, Number(event.key))) event.preventDefault();
  else if (event.key === "Enter") onEnter(event);
});

// A fold opened by hand leads into it; its key never closes it.
document.addEventListener("click", (event) => {
  if (event.target.matches("[data-digits]")) { // its key, not a mouse
    return focusOn(event.target.querySelector(":checked") || event.target.querySelector("input"));
  }
  const fold = event.target.closest("summary")?.parentElement;
  if (!fold?.matches(".fold")) return;
  if (fold.open && !event.isTrusted) event.preventDefault();
  setTimeout(() => { if (fold.open) focusOn(fieldsOf(fold)[0]); });
});

function refresh() {
  const form = desk();
  if (!form) return;
  const data = new FormData(form);
  const people = Number(data.get("head_count") || 1);
  form.querySelectorAll("[data-opens-from]").forEach((fold) => {
    if (people >= Number(fold.dataset.opensFrom)) fold.open = true;
  });
  form.querySelectorAll("[data-unless]").forEach((part) => {
    part.hidden = data.has(part.dataset.unless) && !part.querySelector(".is-invalid");
  });
  const late = form.querySelector("[data-late]");
  if (late) {
    const waited = new Date(late.dataset.late) - new Date(data.get("arrived_at"));
    late.hidden = waited < 24 * 3600 * 1000 && !data.has("from_paper") && !late.querySelector(".is-invalid") && !data.get("late_reason");
  }
}

document.addEventListener("change", (event) => { if (event.target.closest?.("#desk-form")) refresh(); });
document.addEventListener("input", (event) => { if (event.target.name === "head_count") refresh(); });
document.addEventListener("DOMContentLoaded", refresh);
