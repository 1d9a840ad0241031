// Time left to see an opened identity, counted from what the server said; at the end the page is left.
"use strict";

for (const place of document.querySelectorAll("[data-seconds-left]")) {
  const end = performance.now() + Number(place.dataset.secondsLeft) * 1000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    place.textContent = `, còn ${clock}`;
    place.classList.toggle("is-short", left <= 60);
    if (left > 0) return;
    document.querySelector(".sealed-card")?.remove();
    location.replace(place.dataset.endsAt);
  };
  place.hidden = false;
  show();
  setInterval(show, 1000);
}
// Brought back by the browser's memory of pages: what was sealed again stays sealed.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelector(".sealed-card")?.remove();
});
