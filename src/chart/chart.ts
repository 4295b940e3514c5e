import * as Plot from '@observablehq/plot';
import { Window } from 'happy-dom';
import { html, markup, type Markup } from '../html/index.ts';

/**
 * Returns a figure with a chart of Observable Plot, rendered to SVG now, so that the page needs no script.
 * @param alt what the chart shows, for readers who do not see it; also its caption.
 */
export function chart(alt: string, options: Plot.PlotOptions): Markup {
  const window = new Window();
  const plot = Plot.plot({
    ...options,
    document: window.document as unknown as NonNullable<Plot.PlotOptions['document']>,
  });
  const svg = plot.outerHTML.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  void window.happyDOM.close();
  return html`<figure><div role="img" aria-label="${alt}">${markup(svg)}</div><figcaption>${alt}</figcaption></figure>`;
}

export { Plot };
