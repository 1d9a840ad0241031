// Drawing on a page fills the lines below it; without this script the lines are typed.
(() => {
  "use strict";
  const SMALLEST = 0.4; // percent: less is a slip of the hand

  const read = (text) =>
    text
      .split("\n")
      .map((line) => line.trim().replace(/,/g, ".").split(/\s+/).map(Number))
      .filter((area) => area.length === 4 && area.every(Number.isFinite));

  const place = (mark, [x, y, width, height]) => {
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.style.width = `${width}%`;
    mark.style.height = `${height}%`;
  };

  const prepare = (sheet) => {
    const lines = document.getElementById(sheet.dataset.redact);
    const how = sheet.parentElement.querySelector("[data-redact-how]");
    if (how) how.hidden = false;
    let start = null;
    let drawn = null;

    const write = (areas) => {
      lines.value = areas.map((area) => area.map((n) => n.toFixed(1)).join(" ")).join("\n");
      show();
    };
    const show = () => {
      sheet.querySelectorAll(".redaction-area").forEach((mark) => mark.remove());
      read(lines.value).forEach((area, index) => {
        const mark = document.createElement("button");
        mark.type = "button";
        mark.className = "redaction-area";
        mark.setAttribute("aria-label", `Bỏ vùng che ${index + 1}`);
        mark.addEventListener("click", () => write(read(lines.value).filter((_, i) => i !== index)));
        place(mark, area);
        sheet.append(mark);
      });
    };
    const at = (event) => {
      const box = sheet.getBoundingClientRect();
      const part = (value, whole) => Math.min(100, Math.max(0, (value / whole) * 100));
      return [part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height)];
    };
    const between = (a, b) => [
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.abs(a[0] - b[0]),
      Math.abs(a[1] - b[1]),
    ];

    sheet.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest(".redaction-area")) return;
      start = at(event);
      drawn = document.createElement("div");
      drawn.className = "redaction-area";
      sheet.append(drawn);
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (start) place(drawn, between(start, at(event)));
    });
    sheet.addEventListener("pointerup", (event) => {
      if (!start) return;
      const area = between(start, at(event));
      start = null;
      drawn.remove();
      if (area[2] >= SMALLEST && area[3] >= SMALLEST) write([...read(lines.value), area]);
    });
    lines.addEventListener("input", show);
    show();
  };

  document.querySelectorAll("[data-redact]").forEach(prepare);
})();
