/** One user's way through the page, from the set-up link to a chart that is edited and undone. */
import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, lookAt } from './checks'
import { type Running, start } from './harness'

const password = 'a long and quiet harbour'
const list = [
  '姓名,职务,部门,上级,邮箱,备注',
  '方以宁,局长,澜湾市水务局,,fang@example.org,',
  '贺云帆,副局长,澜湾市水务局,方以宁,he@example.org,关注老旧管网改造的工期',
  '苏念,处长,澜湾市水务局/信息处,贺云帆,su@example.org,',
  '白景行,工程师,澜湾市水务局/信息处,苏念,bai@example.org,',
  '秦月,工程师,澜湾市水务局/信息处,查无此人,qin@example.org,',
].join('\n')

let server: Running

test.beforeAll(async () => {
  server = await start()
})

test.afterAll(async () => {
  await server?.stop()
})

test.use({ locale: 'zh-CN', colorScheme: 'light' })

test('from the set-up link to an edited chart', async ({ page }) => {
  const complaints = complaintsOf(page)

  await test.step('the set-up link makes the first user and loads the demo account', async () => {
    await page.goto(server.setUpLink)
    await expect(page.getByRole('heading', { name: '创建第一位用户' })).toBeVisible()
    await lookAt(page, '01-set-up')
    await page.getByLabel('姓名').fill('沈知秋')
    await page.getByLabel('登录名').fill('shen@example.org')
    await page.getByLabel(/^密码/).fill(password)
    await page.getByLabel('再输入一次密码').fill(password)
    await page.getByRole('button', { name: '创建并进入' }).click()
    await expect(page.getByRole('heading', { name: '客户', exact: true })).toBeVisible()
    await lookAt(page, '02-accounts')
  })

  await test.step('signing out leaves nothing behind, signing in leads back', async () => {
    await page.getByRole('button', { name: /沈知秋/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
    await lookAt(page, '03-sign-in')
    await page.getByLabel('登录名').fill('shen@example.org')
    await page.getByLabel(/^密码/).fill('wrong password')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await page.getByLabel(/^密码/).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page.getByRole('heading', { name: '客户', exact: true })).toBeVisible()
  })

  await test.step('the demo account shows its chart, and a click opens the panel', async () => {
    await page.getByRole('main').getByRole('link').first().click()
    await expect(page.locator('[data-ref^="person:"]').first()).toBeVisible()
    await lookAt(page, '04-demo-chart')
    await page.locator('[data-ref^="person:"] text').nth(6).click()
    await expect(page.getByRole('complementary')).toBeVisible()
    await expect(page).toHaveURL(/select=/)
    await lookAt(page, '05-demo-panel')
    await page.getByRole('link', { name: '海平面' }).click()
  })

  await test.step('a new account takes a contact list through the wizard', async () => {
    await page.getByRole('button', { name: '新建客户' }).click()
    await page.getByRole('dialog').getByLabel('客户名称').fill('澜湾市水务局')
    await page.getByRole('dialog').getByRole('button', { name: '添加' }).click()
    await expect(page.getByText('这张图还是空的')).toBeVisible()
    await lookAt(page, '06-empty')
    await page.getByRole('link', { name: '导入通讯录' }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: '水务局通讯录.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list),
    })
    await expect(page.getByText('备注列会成为情报')).toBeVisible()
    await choose(page, '用途', '客户维护')
    await choose(page, '法律依据', '正当利益')
    await lookAt(page, '07-columns')
    await page.getByRole('button', { name: '预览改动', exact: true }).click()
    await expect(page.getByText(/查无此人/).first()).toBeVisible()
    await lookAt(page, '08-preview')
    await page.getByRole('button', { name: '写入' }).click()
    await expect(page.locator('[data-ref^="person:"]')).toHaveCount(5)
    await lookAt(page, '09-imported')
  })

  await test.step('finding a person centres and selects the card', async () => {
    await page.getByLabel('查找人员、岗位、部门').fill('贺云')
    await page.getByRole('option', { name: /贺云帆/ }).click()
    const panel = page.getByRole('complementary')
    await expect(panel.getByRole('heading', { name: '贺云帆' })).toBeVisible()
    await expect(panel.getByText('关注老旧管网改造的工期')).toBeVisible()
    await lookAt(page, '10-found')
  })

  await test.step('an edit shows at once, and undo takes it back', async () => {
    const panel = page.getByRole('complementary')
    await panel.getByRole('button', { name: '编辑', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('贺云飞')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(panel.getByRole('heading', { name: '贺云飞' })).toBeVisible()
    await expect(page.locator('[data-ref^="person:"]').filter({ hasText: '贺云飞' })).toHaveCount(1)
    await page.getByRole('alert').getByRole('button', { name: '撤销' }).last().click()
    await expect(panel.getByRole('heading', { name: '贺云帆' })).toBeVisible()
    await expect(page.locator('[data-ref^="person:"]').filter({ hasText: '贺云帆' })).toHaveCount(1)
  })

  await test.step('a claim is added, and what the law refuses is refused at its field', async () => {
    const panel = page.getByRole('complementary')
    await panel.getByRole('button', { name: '添加情报' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('内容', { exact: false }).last().fill('可以送礼打点')
    await dialog.getByLabel('来源代号').fill('来源甲')
    await lookAt(page, '11-claim')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(dialog.getByText(/礼品|回扣|好处/)).toBeVisible()
    await dialog.getByLabel('内容', { exact: false }).last().fill('希望六月前完成验收')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(panel.getByText('希望六月前完成验收')).toBeVisible()
  })

  await test.step('people, units and history are told in tables', async () => {
    const ways = page.getByRole('navigation')
    await ways.getByRole('link', { name: '人员' }).click()
    await page.getByLabel('查找').fill('信息处')
    await expect(page.getByRole('row')).toHaveCount(4)
    await lookAt(page, '12-people')
    await ways.getByRole('link', { name: '部门' }).click()
    await expect(page.getByRole('link', { name: '信息处' })).toBeVisible()
    await lookAt(page, '13-units')
    await ways.getByRole('link', { name: '历史' }).click()
    await expect(page.getByText('沈知秋').first()).toBeVisible()
    await lookAt(page, '14-history')
    await ways.getByRole('link', { name: '权限' }).click()
    await lookAt(page, '15-access')
  })

  await test.step('a deal takes its stages from a template, and a seat is given to a post', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '项目' }).click()
    await page.getByRole('button', { name: '新建项目' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('项目名称').fill('智慧管网一期')
    await choose(page, '阶段模板', '政府信息化·公开招标')
    await expect(dialog.getByText('18 个阶段与计划日')).toBeVisible()
    await lookAt(page, '21-new-deal')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('heading', { name: '智慧管网一期' })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: '定标' })).toBeVisible()
    await page.getByRole('button', { name: '对“定标”的操作' }).click()
    await page.getByRole('menuitem', { name: '添加席位' }).click()
    await dialog.getByText('某个岗位').click()
    await dialog.getByRole('combobox', { name: '岗位' }).fill('局长')
    await page.getByRole('option', { name: /方以宁/ }).click()
    await dialog.getByLabel('可一票否决').check()
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('方以宁 · 局长')).toBeVisible()
    await lookAt(page, '22-deal')
  })

  await test.step('contacts, causes and actions are kept with the deal', async () => {
    const dialog = page.getByRole('dialog')
    await page.getByRole('tab', { name: '接触' }).click()
    await page.getByRole('button', { name: '添加接触' }).click()
    await dialog.getByRole('combobox', { name: '对方' }).fill('贺云')
    await page.getByRole('option', { name: /贺云帆/ }).click()
    await page.keyboard.press('Escape')
    await dialog.getByLabel('结果').fill('希望看到同类案例')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('沈知秋 与 贺云帆')).toBeVisible()
    await page.getByRole('tab', { name: '原因与行动' }).click()
    await page.getByRole('button', { name: '添加原因' }).click()
    await dialog.getByRole('combobox', { name: '大骨' }).fill('资金')
    await dialog.getByLabel('原因', { exact: false }).last().fill('预算未落实')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('预算未落实')).toBeVisible()
    await page.getByRole('button', { name: '添加行动' }).click()
    await dialog.getByLabel('做什么').fill('提供测算口径')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('提供测算口径')).toBeVisible()
    await lookAt(page, '23-causes')
  })

  await test.step('a diagram is chosen, drawn, and offered as a file', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '图', exact: true }).click()
    await expect(page.locator('[data-ref^="person:"]').first()).toBeVisible()
    await page.getByRole('button', { name: '下载' }).click()
    await expect(page.getByRole('menuitem', { name: 'SVG 矢量图' })).toBeFocused()
    await lookAt(page, '24-diagrams')
    await page.keyboard.press('Escape')
  })

  await test.step('key people open to what their numbers rest on, and are marked on the chart', async () => {
    await page.getByRole('link', { name: '海平面' }).click()
    await page.getByRole('link', { name: /演示/ }).click()
    await page.getByRole('navigation').getByRole('link', { name: '关键人' }).click()
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    await lookAt(page, '25-key-people')
    await page.getByRole('row').nth(1).getByRole('button').click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByText('影响谁')).toBeVisible()
    await lookAt(page, '26-why')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: '缺口' }).click()
    await expect(page.getByText('严重').first()).toBeVisible()
    await lookAt(page, '27-gaps')
    await page.getByRole('tab', { name: '名次' }).click()
    await page.getByRole('link', { name: '在图上标出前 10 位' }).click()
    await expect(page.getByRole('button', { name: '取消标记' })).toBeVisible()
    await lookAt(page, '28-marked')
  })

  await test.step('the chart takes overlays, and the account goes out as a file', async () => {
    await page.getByRole('button', { name: '取消标记' }).click()
    await page.getByRole('button', { name: '选项' }).click()
    await page.getByRole('combobox', { name: '叠加' }).click()
    await page.getByRole('option', { name: '态度' }).click()
    await expect(page).toHaveURL(/overlay=stance/)
    await expect(page.getByText('坚定支持').first()).toBeAttached()
    await lookAt(page, '30-overlay')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '导出客户' }).click()
    const workbook = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('radio', { name: /XLSX/ }).check()
    await page.getByRole('dialog').getByRole('button', { name: '下载' }).click()
    expect((await workbook).suggestedFilename()).toMatch(/海州市政务数据局.*\.xlsx$/)
    await expect(page.getByRole('dialog').getByText(/未写入：.*鱼骨图原因 \d+/)).toBeVisible()
    await lookAt(page, '31-export')
    await page.keyboard.press('Escape')
  })

  await test.step('every diagram is drawn, and its marks open to what is behind them', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '图', exact: true }).click()
    const which = page.getByRole('combobox', { name: '哪一种图' })
    await which.click()
    const names = await page.getByRole('option').allTextContents()
    await page.keyboard.press('Escape')
    for (const [place, name] of names.entries()) {
      await which.click()
      await page.getByRole('option', { name, exact: true }).click()
      await expect(page.getByRole('application', { name })).toBeVisible()
      await expect(page.locator('[data-stale]')).toHaveCount(0)
      await lookAt(page, `31-diagram-${place + 1}`)
    }
    await choose(page, '哪一种图', '鱼骨图')
    await choose(page, '哪一种鱼骨图', 'F2 阶段')
    await page.locator('[data-ref^="stage:"] text').first().click()
    await expect(page.getByRole('complementary').getByText('阶段', { exact: true })).toBeVisible()
    await lookAt(page, '32-stage')
  })

  await test.step('a deal tells how sure we are, and a dragged stance moves the figure', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '项目' }).click()
    await page.getByRole('main').getByRole('link', { name: '政务云扩容三期' }).click()
    await page.getByRole('tab', { name: '有多大把握' }).click()
    await expect(page.getByText('接下来弄清什么')).toBeVisible()
    await lookAt(page, '29-how-sure')
    const slider = page.getByRole('slider').first()
    await slider.focus()
    await page.keyboard.press('End')
    await expect(page.getByText(/% → \d+%（/)).toBeVisible()
    await page.getByRole('button', { name: '复原' }).click()
    await expect(page.getByText(/^按现有判断/)).toBeVisible()
  })

  await test.step('the administrator makes a user and a token', async () => {
    await page.goto(`${server.address}/users`)
    await page.getByRole('button', { name: '新建用户' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('Mara Ellison')
    await dialog.getByLabel('登录名').fill('mara@example.org')
    await dialog.getByLabel('初始密码').fill(password)
    await dialog.getByRole('button', { name: '添加' }).click()
    await expect(page.getByRole('cell', { name: 'mara@example.org' })).toBeVisible()
    await lookAt(page, '16-users')
    await page.goto(`${server.address}/tokens`)
    await page.getByRole('button', { name: '新建令牌' }).click()
    await dialog.getByLabel('名称').fill('CRM')
    await dialog.getByRole('button', { name: '添加' }).click()
    await expect(dialog.getByText(/只显示这一次/)).toBeVisible()
    await dialog.getByRole('button', { name: '完成' }).click()
    await lookAt(page, '17-tokens')
  })

  await test.step('everything turns to English and to the dark look', async () => {
    await page.goto(server.address)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Dark look' }).click()
    await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
    await lookAt(page, '18-accounts-english-dark')
    await page.getByRole('main').getByRole('link').first().click()
    await expect(page.locator('[data-ref^="person:"]').first()).toBeVisible()
    await lookAt(page, '19-chart-english-dark')
    await page.locator('[data-ref^="person:"] text').nth(4).click()
    await lookAt(page, '20-panel-english-dark')
  })

  expect(complaints).toEqual([])
})

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}
