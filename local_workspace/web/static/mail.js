"use strict";
// A mail's HTML stands in a frame as tall as itself.
document.querySelectorAll("[data-fit]").forEach((frame) => {
  const fit = () => {
    const page = frame.contentDocument;
    if (page && page.documentElement) frame.style.height = `${page.documentElement.scrollHeight + 8}px`;
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  fit();
});
