"use strict";

(() => {
  const form = document.getElementById("form");
  const files = document.getElementById("files");
  const stop = (event) => event.preventDefault();
  addEventListener("dragover", (event) => {
    stop(event);
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    stop(event);
    document.body.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    const text = new Blob([form.elements.text.value]).size;
    const size = [...files.files].reduce((sum, file) => sum + file.size, text);
    if (size <= Number(form.dataset.max)) return;
    stop(event);
    document.getElementById("note").textContent =
      `That is ${size.toLocaleString("en-US")} bytes, more than can be sent at once.`;
  });
})();
