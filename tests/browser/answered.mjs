// A page that the handler answered with: its markup as sent, its layout, and pictures of it.
import { mkdirSync } from "node:fs";
import { checkLooks } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";

const desktopWidth = 1280;

// A picture of the whole page as it is now; none without a folder.
export async function photograph(page, folder, name) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

// The layout, and pictures at the page's own width and at that of a desk.
export async function lookAtPage(page, folder, name) {
  await checkLooks(page);
  if (!folder) return;
  const size = page.viewportSize();
  for (const width of [size.width, desktopWidth]) {
    await page.setViewportSize({ width, height: size.height });
    await photograph(page, folder, `${name}-${width}`);
  }
  await page.setViewportSize(size);
}

// `answer` is null where the markup was checked already.
export async function lookAt(visitor, answer, name, paths) {
  if (answer) await checkMarkup(await answer.text(), name);
  await lookAtPage(visitor.page, paths.screenshots, name);
}
