// Where the browser has a PDF viewer of its own it is used; elsewhere (phones) the pages stand as pictures.
const viewer = document.getElementById("viewer");
if (viewer && navigator.pdfViewerEnabled && window.matchMedia("(min-width: 50rem)").matches) {
  const frame = document.createElement("iframe");
  frame.src = viewer.dataset.address;
  frame.title = viewer.dataset.name;
  viewer.append(frame);
  viewer.hidden = false;
  document.getElementById("pages").hidden = true;
}
