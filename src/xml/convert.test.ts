import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import { drawBelow, randomSource } from '../evaluation/random.ts';
import { convertMessages, type ConvertOptions, type MessageMapping } from './index.ts';

const MAPPING: MessageMapping = {
  root: 'Orders',
  formOrder: ['Day'],
  blocks: [
    { element: 'Form', within: 'Orders' },
    {
      element: 'Order',
      within: 'Form',
      extract: 'order',
      columns: {
        day: { of: 'Form', child: 'Day' },
        ticket: { of: 'Form', child: 'Reference/Nbr', where: { Origin: '2' } },
        number: { join: [{ of: 'Form', child: 'Day' }, { letters: 'Form' }], with: '-' },
        name: { firstOf: [{ child: 'Name' }, { child: 'Buyer/Name' }] },
        amount: { euros: { child: 'Amount' } },
      },
      when: { child: 'Action', oneOf: ['1', ''] },
    },
    {
      element: 'Line',
      within: 'Order',
      extract: 'line',
      columns: { name: { of: 'Order', child: 'Name' }, code: { child: 'Code' }, kind: { constant: 'x' } },
    },
  ],
};
const COLUMNS = {
  order: ['day', 'ticket', 'number', 'name', 'amount', '_form'],
  line: ['name', 'code', 'kind', 'none'],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-xml-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function convert(
  contents: Readonly<Record<string, string | Uint8Array>>,
  options: ConvertOptions = {},
) {
  const files = Object.entries(contents).map(([name, content]) => ({
    fileId: name,
    path: put(name, content),
  }));
  return await convertMessages(files, [MAPPING], join(folder, 'out'), COLUMNS, options);
}

async function convertOne(name: string, content: string | Uint8Array, options: ConvertOptions = {}) {
  const [result] = await convert({ [name]: content }, options);
  if (!result) throw new Error('no result');
  return result;
}

function rowsOf(extract: string): string[] {
  return readdirSync(join(folder, 'out'))
    .filter((name) => name.startsWith(`${extract}.`))
    .flatMap((name) =>
      readFileSync(join(folder, 'out', name), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1),
    )
    .sort();
}

const order = (inner: string) =>
  `<Orders><Form><Day>2024-01-02</Day>\n<Order>${inner}</Order></Form></Orders>`;

describe('rows', () => {
  it('writes one row per block with the texts of its enclosing blocks', async () => {
    const result = await convertOne(
      'a.xml',
      order('<Name>bolt</Name><Line><Code>007</Code></Line><Line><Code>1</Code></Line>'),
    );
    expect(result).toMatchObject({ root: 'Orders', rows: { order: 1, line: 2 } });
    expect(rowsOf('order')).toEqual(['a.xml,2,2024-01-02,,2024-01-02-A,bolt,,2024-01-02#000000001']);
    expect(rowsOf('line')).toEqual(['a.xml,2,bolt,007,x,', 'a.xml,2,bolt,1,x,']);
  });

  it('numbers the blocks of a form in letters, and begins again in the next form', async () => {
    const form = `<Form><Day>d</Day>${'<Order/>'.repeat(28)}</Form>`;
    await convertOne('a.xml', `<Orders>${form}${form}</Orders>`);
    const numbers = rowsOf('order').map((row) => row.split(',')[4] ?? '');
    expect(numbers.filter((number) => number === 'd-A')).toHaveLength(2);
    expect(new Set(numbers)).toHaveLength(28);
    expect(numbers).toContain('d-AB');
  });

  it('chooses among repeated elements by their siblings, whatever the order and the leading zeros', async () => {
    const reference = (origin: string, number: string) =>
      `<Reference><Nbr>${number}</Nbr><Origin>${origin}</Origin></Reference>`;
    await convertOne(
      'a.xml',
      `<Orders><Form>${reference('1', 'mine')}${reference('02', 'ticket')}<Order/></Form></Orders>`,
    );
    expect(rowsOf('order')[0]).toContain(',ticket,');
  });

  it('writes euros in cents and leaves a text that is no amount to the caster', async () => {
    const amounts = ['12', '12.34', '12,3', 'many'];
    const forms = amounts.map((amount) => `<Form><Order><Amount>${amount}</Amount></Order></Form>`);
    await convertOne('a.xml', `<Orders>\n${forms.join('\n')}</Orders>`);
    const cells = rowsOf('order').map((row) => row.replace(/^a.xml,\d+,,,,,/, ''));
    expect(cells).toEqual(['1200,#000000001', '1234,#000000002', '"12,3",#000000003', 'many,#000000004']);
  });

  it('leaves out a block whose condition fails, with the blocks inside it', async () => {
    const result = await convertOne('a.xml', order('<Action>0</Action><Line><Code>1</Code></Line>'));
    expect(result.rows).toEqual({});
  });

  it('keeps quotes, commas, line breaks and entities of a text', async () => {
    await convertOne('a.xml', order('<Name>a &amp; "b", <![CDATA[<c>]]></Name>'));
    expect(rowsOf('order')[0]).toContain(',"a & ""b"", <c>",');
  });

  it('joins and converts texts that need quotes in a cell', async () => {
    await convertOne(
      'a.xml',
      '<Orders><Form><Day>a, b</Day><Order><Amount>12,34</Amount></Order></Form></Orders>',
    );
    expect(rowsOf('order')).toEqual(['a.xml,1,"a, b",,"a, b-A",,1234,"a, b#000000001"']);
  });

  it('does not let the texts of one block pass into the next', async () => {
    await convertOne('a.xml', '<Orders><Form><Order><Name>a</Name></Order><Order/></Form></Orders>');
    expect(rowsOf('order').map((row) => row.split(',')[5])).toEqual(['', 'a']);
  });

  // The last element of a form had a child called like the first element of the form: the next form lost its texts.
  it('reads each form alike when an unknown element repeats the name of a known one', async () => {
    const form = '<Form><Order><Name>a</Name><Box><Name>b</Name></Box></Order></Form>';
    await convertOne('a.xml', `<Orders>${form.repeat(3)}</Orders>`);
    expect(rowsOf('order').map((row) => row.split(',')[5])).toEqual(['a', 'a', 'a']);
  });

  it('counts the elements that the mapping does not name', async () => {
    const result = await convertOne('a.xml', order('<Colour>red</Colour><Colour/><Box><Size>1</Size></Box>'));
    expect(result.ignored).toEqual({ 'Orders/Form/Order/Box/Size': 1, 'Orders/Form/Order/Colour': 2 });
  });
});

describe('the plain subset and the XML parser', () => {
  const form = (inner: string) => `<Form><Day>2024-01-02</Day>\n<Order>${inner}</Order>\r\n</Form>`;
  const forms = [
    form('<Name>a &amp; b</Name><Line><Code>1</Code></Line>'),
    form('<Name>é, "q"\n2</Name><Box><Name>x</Name></Box>'),
    form('<Buyer><Name>c</Name></Buyer><Amount>12</Amount><Line/>'),
    form('<Action>0</Action><Name></Name>'),
  ];
  const text = `<?xml version="1.0" encoding="UTF-8"?>\r\n<Orders xmlns:x="u" x:s="o.xsd">\n${forms.join('\n').repeat(40)}</Orders>\n`;

  // A comment is outside the subset: the parser then reads the whole file.
  it('give the same rows', async () => {
    const results = [];
    for (const content of [text, text.replace('</Orders>', '<!-- c --></Orders>')]) {
      const { rows, ignored } = await convertOne('a.xml', content);
      results.push({ rows, ignored, order: rowsOf('order'), line: rowsOf('line') });
    }
    expect(results[0]?.rows).toEqual({ order: 120, line: 80 });
    expect(results[1]).toEqual(results[0]);
  });

  it('give the same rows for any message of blocks, texts, blanks and unknown elements', async () => {
    const random = randomSource('messages');
    const one = <T>(...choices: readonly T[]) => choices[drawBelow(random, choices.length)] as T;
    const many = (make: () => string, most: number) =>
      Array.from({ length: drawBelow(random, most + 1) }, make).join('');
    const blank = () => one('', '', '\n', '\r\n', ' \t');
    const words = () =>
      many(() => one('a', '0', 'é', '€', '😀', ' ', '&amp;', '&lt;', '>', ']', '\r\n', 'bolt'), 4);
    const leaf = (name: string) =>
      blank() + one(`<${name}>${words()}</${name}>`, `<${name}/>`, `<${name} />`, `<${name}></${name}>`);
    const lineBlock = () =>
      `${blank()}<Line>${leaf('Code')}${many(() => leaf(one('Code', 'Colour')), 2)}</Line>`;
    const orderBlock = () =>
      `${blank()}<Order>${many(() => leaf(one('Name', 'Amount', 'Action', 'Nam')), 4)}${many(lineBlock, 3)}${one(
        '',
        `<Buyer>${leaf('Name')}</Buyer>`,
        `<Name>x${leaf('Code')}y</Name>`,
        `<Box><Line>${leaf('Code')}</Line></Box>`,
      )}</Order>`;
    const reference = () => `<Reference>${leaf('Nbr')}<Origin>${one('1', '02', '2')}</Origin></Reference>`;
    const formBlock = () =>
      `${blank()}<Form>${many(reference, 2)}${many(() => leaf('Day'), 1)}${many(orderBlock, 4)}</Form>`;
    for (let round = 0; round < 60; round++) {
      const text = `<Orders>${many(formBlock, 5)}${blank()}</Orders>`;
      const read = async (content: string) => {
        const { rows, ignored, failure } = await convertOne('a.xml', content);
        return { rows, ignored, failure, order: rowsOf('order'), line: rowsOf('line') };
      };
      const plain = await read(text);
      expect(plain.failure).toBeUndefined();
      expect(await read(`${text}<!-- read by the parser -->`), text).toEqual(plain);
    }
  });

  it.each([
    ['an entity of our own', 'a&b;'],
    ['a bare ampersand', 'a & b'],
    ['the end of a CDATA section', 'a ]]> b'],
    ['a control character', 'a\u0001b'],
    ['a wrong end tag', 'a</Nam>'],
    ['an attribute with a bare sign', '</Name><Line a="<"/><Name>'],
  ])('agree to refuse %s', async (_, inner) => {
    const { failure } = await convertOne('a.xml', order(`<Name>${inner}</Name>`));
    expect(failure?.rule).toMatch(/^(not_well_formed|truncated)$/);
  });

  it('agree that two roots are not one message', async () => {
    const one = order('<Name>a</Name>');
    expect((await convertOne('a.xml', one + one)).failure?.rule).toBe('not_well_formed');
  });
});

describe('files', () => {
  it('reads gzip and every XML entry of a zip', async () => {
    const xml = Buffer.from(order('<Name>é</Name>'));
    const archive = zipSync({
      'a.xml': xml,
      'FI.DMFA.1.R.1.1': xml,
      'FS.DMFA.1.R.1.1': Buffer.from('signature'),
    });
    const results = await convert({ 'a.xml.gz': gzipSync(xml), 'b.zip': archive });
    expect(results.map(({ rows }) => rows)).toEqual([{ order: 1 }, { order: 2 }]);
    expect(rowsOf('order').every((row) => row.includes(',é,'))).toBe(true);
  });

  it('reads characters that a chunk cuts in two', async () => {
    const name = 'é€😀'.repeat(100_000);
    await convertOne('a.xml', order(`<Name>${name}</Name>`));
    expect(rowsOf('order')[0]?.split(',')[5]).toBe(name);
  });

  it('gives the same rows with two threads as without', async () => {
    const contents = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [`${name}.xml`, order(`<Name>${name}</Name><Line/>`)]),
    );
    await convert(contents);
    const without = [rowsOf('order'), rowsOf('line')];
    rmSync(join(folder, 'out'), { recursive: true });
    const results = await convert({ ...contents, 'e.xml': '<Other/>' }, { workers: 2 });
    expect([rowsOf('order'), rowsOf('line')]).toEqual(without);
    expect(results.map(({ fileId, failure }) => [fileId, failure?.rule])).toEqual([
      ...['a.xml', 'b.xml', 'c.xml', 'd.xml'].map((name) => [name, undefined]),
      ['e.xml', 'wrong_root'],
    ]);
  });

  it('refuses a mapping that names an unknown column', async () => {
    mkdirSync(join(folder, 'out'));
    await expect(
      convertMessages([], [MAPPING], join(folder, 'out'), { ...COLUMNS, line: [] }),
    ).rejects.toThrow(ContractError);
  });
});

describe('refusals', () => {
  const good = order('<Name>a</Name>');
  const deep = `${'<x>'.repeat(80)}${'</x>'.repeat(80)}`;
  const bomb = Buffer.from(order(`<Name>${' '.repeat(34_000_000)}</Name>`));
  const cases: Record<string, [string, string | Uint8Array]> = {
    'wrong_root: another message': ['a.xml', '<Invoice/>'],
    'truncated: no last end tag': ['a.xml', good.slice(0, -3)],
    'truncated: empty': ['a.xml', ''],
    'truncated: gzip cut short': ['a.xml.gz', gzipSync(good).subarray(0, 40)],
    'truncated: zip cut short': ['a.zip', zipSync({ 'a.xml': Buffer.from(good) }).subarray(0, 60)],
    'not_utf8: another encoding': ['a.xml', Buffer.from(order('<Name>é</Name>'), 'latin1')],
    'not_utf8: the declaration says so': ['a.xml', `<?xml version="1.0" encoding="ISO-8859-1"?>${good}`],
    'doctype: an entity declaration': ['a.xml', `<!DOCTYPE Orders [<!ENTITY a "aaaa">]>${good}`],
    'not_well_formed: crossed tags': ['a.xml', good.replace('</Name></Order>', '</Order></Name>')],
    'not_well_formed: an undeclared entity': ['a.xml', good.replace('>a<', '>&a;<')],
    'not_well_formed: a text without an end': ['a.xml', bomb],
    'too_deep: elements inside elements': ['a.xml', good.replace('<Name>', `${deep}<Name>`)],
    'expansion_limit: a gzip bomb': ['a.xml.gz', gzipSync(bomb)],
    'expansion_limit: a zip bomb': ['a.zip', zipSync({ 'a.xml': bomb })],
    'unreadable: an archive without XML': ['a.zip', zipSync({ 'a.txt': Buffer.from('a') })],
    'unreadable: damaged gzip': [
      'a.xml.gz',
      Buffer.concat([gzipSync(good).subarray(0, 12), Buffer.alloc(50, 7)]),
    ],
  };
  it.each(Object.entries(cases))('refuses %s, and keeps no row of it', async (title, [name, content]) => {
    const result = await convertOne(name, content, { maxRatio: 20 });
    expect(result.failure?.rule).toBe(title.slice(0, title.indexOf(':')));
    expect(result.rows).toEqual({});
  });

  it('takes back the rows of a file that fails after its first rows, and keeps those of the others', async () => {
    const many = order('<Name>a</Name><Line/>').replace('</Orders>', '');
    const results = await convert({ 'a.xml': good, 'b.xml': `${many}<Form>`.repeat(1), 'c.xml': good });
    expect(results.map(({ failure }) => failure?.rule)).toEqual([undefined, 'truncated', undefined]);
    expect(rowsOf('order').map((row) => row.slice(0, 5))).toEqual(['a.xml', 'c.xml']);
    expect(rowsOf('line')).toEqual([]);
  });

  it('tells the line and never a text of the file', async () => {
    const { failure } = await convertOne('a.xml', `<Orders>\n<Form><Secret>85010199015</Form></Orders>`);
    expect(failure).toEqual({ rule: 'not_well_formed', line: 2, detail: 'the text is not well-formed XML' });
  });

  it('refuses a file that is not there', async () => {
    const files = [{ fileId: 'a', path: join(folder, 'none.xml') }];
    const [result] = await convertMessages(files, [MAPPING], join(folder, 'out'), COLUMNS);
    expect(result?.failure?.rule).toBe('unreadable');
  });
});
