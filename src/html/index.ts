export { html, jsonMarkup, markup, Markup, type Content } from './markup.ts';
export { pageText, table, type Page, type TableColumn } from './page.ts';
