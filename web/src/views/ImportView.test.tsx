import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { ids } from '../../test/sample'
import { Refused, standIn } from '../../test/server'

const address = `/accounts/${ids.bureau}/import`
const mapping = {
  sheets: [
    {
      sheet: '',
      is_used: true,
      head_lines: 1,
      columns: [
        { column: 'A', header: '姓名', field: 'name', samples: ['周岚'] },
        { column: 'B', header: '说明', field: null, samples: ['关注工期'] },
      ],
    },
  ],
}
const warning = {
  severity: 'warning',
  code: 'short_row',
  file: '通讯录.csv',
  line: 2,
  message_zh: '这一行缺列。',
  message_en: 'A short row.',
}
const note = {
  severity: 'note',
  code: 'guessed_encoding',
  file: '通讯录.csv',
  message_zh: '按 GB18030 读取。',
  message_en: 'Read as GB18030.',
}
const read = {
  id: 'import-1',
  account: ids.bureau,
  file_name: '通讯录.csv',
  state: 'open',
  options: {},
  preview: {
    file: '通讯录.csv',
    format: 'delimited',
    content: 'contacts',
    mapping,
    findings: [],
    sheets: [{ name: '', row_count: 1, rows: [] }],
  },
  report: {
    counts: { new: 1, moved: 0, changed: 0, unchanged: 0, structure: 0, left_out: 0, gone: 2 },
    rows: [{ sheet: 0, line: 2, fate: 'new', label: '周岚' }],
    gone: [
      { person: ids.gu, name: '顾言舟', posts: [ids.director], held: ['处长'], ends_on: null },
      { person: null, name: '科长', posts: [ids.deputy], held: ['规划处 · 科长'], ends_on: null },
    ],
    findings: [warning, note],
  },
}
const file = new File(['姓名,说明\n周岚,关注工期\n'], '通讯录.csv', { type: 'text/csv' })

test('a list goes from the file by way of its columns and the preview into the account', async () => {
  const log = standIn({
    'POST /imports': read,
    'PATCH /imports/import-1': read,
    'POST /imports/import-1/commit': { batch: 'batch-3' },
  })
  const { router, user } = openPage(address)

  await user.upload(await findFileInput(), file)
  await user.click(await screen.findByRole('combobox', { name: '“说明”列的含义' }))
  await user.click(await screen.findByRole('option', { name: '备注' }))

  const onward = screen.getByRole<HTMLButtonElement>('button', { name: '预览改动' })
  expect(onward.disabled).toBe(true)

  await user.click(screen.getByRole('combobox', { name: '用途' }))
  await user.click(await screen.findByRole('option', { name: '客户服务' }))
  await user.click(screen.getByRole('combobox', { name: '法律依据' }))
  await user.click(await screen.findByRole('option', { name: '本人同意' }))
  await user.click(onward)

  expect(await screen.findByText('这一行缺列。')).toBeTruthy()
  expect(log.find((asked) => asked.method === 'PATCH')?.body).toMatchObject({
    mapping: { sheets: [{ columns: [{ field: 'name' }, { field: 'note' }] }] },
    purpose: 'customer_care',
    basis: 'consent',
  })

  await user.click(screen.getByRole('radio', { name: '提示 1' }))
  expect(screen.queryByText('这一行缺列。')).toBeNull()
  expect(screen.getByText('按 GB18030 读取。')).toBeTruthy()
  expect(screen.getByText('1 人不在这份文件里 · 1 个岗位空了出来')).toBeTruthy()
  expect(screen.getByText('顾言舟 · 处长；岗位：规划处 · 科长')).toBeTruthy()

  await user.click(screen.getByRole('button', { name: '写入' }))

  expect(await screen.findByText('已保存')).toBeTruthy()
  expect(router.state.location.pathname).toBe(`/accounts/${ids.bureau}`)
})

test('a kept mapping is laid on the file, and the one at hand is kept under a name', async () => {
  const laid = {
    ...read,
    preview: {
      ...read.preview,
      mapping: {
        sheets: [
          {
            ...mapping.sheets[0],
            columns: [
              mapping.sheets[0]?.columns[0],
              { column: 'B', header: '说明', field: 'title' },
            ],
          },
        ],
      },
    },
  }
  const log = standIn({
    'POST /imports': { ...read, fitting_mappings: ['人事月报'] },
    'PATCH /imports/import-1': laid,
    [`POST /accounts/${ids.bureau}/import-mappings`]: { id: 'mapping-1', name: '人事季报' },
  })
  const { user } = openPage(address)

  await user.upload(await findFileInput(), file)
  await user.click(await screen.findByRole('combobox', { name: '套用已存的' }))
  await user.click(await screen.findByRole('option', { name: '人事月报' }))
  await screen.findByDisplayValue('职务')
  expect(log.find((asked) => asked.method === 'PATCH')?.body).toEqual({
    saved_mapping: '人事月报',
  })

  await user.type(screen.getByLabelText('另存为'), '人事季报')
  await user.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('已保存')).toBeTruthy()
  expect(log.find((asked) => asked.path.endsWith('import-mappings'))?.body).toMatchObject({
    name: '人事季报',
    mapping: { sheets: [{ columns: [{ field: 'name' }, { field: 'title' }] }] },
  })
})

test('a file that cannot be read is refused with the server’s sentence', async () => {
  standIn({
    'POST /imports': new Refused(422, {
      title: 'Refused',
      status: 422,
      detail: '第 3 行：引号没有闭合。',
    }),
  })
  const { user } = openPage(address)

  await user.upload(await findFileInput(), file)

  expect((await screen.findByRole('alert')).textContent).toContain('第 3 行：引号没有闭合。')
})

async function findFileInput(): Promise<HTMLInputElement> {
  await screen.findByRole('button', { name: '选择文件…' })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('the view has no file input')
  return input
}
