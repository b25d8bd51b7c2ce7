/* Words marked in one provision lead to the form for a remark on just these words; without script each provision has
   its own link, and the words are pasted there. Places count characters as the server does, not halves of them. */
(() => {
  const article = document.querySelector("article[data-remarks]");
  const bar = document.getElementById("marked");
  if (!article || !bar) return;
  const told = bar.querySelector("[data-words]");
  const link = bar.querySelector("a");

  const characters = (text) => Array.from(text).length;

  const provisionOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element ? element.closest("[data-provision]") : null;
  };

  const marked = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0).cloneRange();
    const here = [...article.querySelectorAll("[data-provision]")].filter((one) => range.intersectsNode(one));
    const first = provisionOf(range.startContainer) || here[0];
    if (!first || !article.contains(first)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(first);
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(whole.startContainer, whole.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(whole.endContainer, whole.endOffset);
    const words = range.toString();
    if (!words.trim()) return null;
    const before = whole.cloneRange();
    before.setEnd(range.startContainer, range.startOffset);
    const start = characters(before.toString());
    return { provision: first.dataset.provision, words, start, end: start + characters(words) };
  };

  const show = () => {
    const found = marked();
    bar.hidden = !found;
    if (!found) return;
    const { provision, start, end } = found;
    link.href = `${article.dataset.remarks}?${new URLSearchParams({ provision, start, end })}`;
    const words = found.words.trim();
    told.textContent = words.length > 80 ? `«${words.slice(0, 80)}…»` : `«${words}»`;
  };

  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
})();
