/** Small lists to begin with: for each kind of list the heads and a fictional row or two, as docs/import.md describes them. */
import type { ImportTable } from './importFields'

type Rows = readonly (readonly string[])[]

const chinese = (member: string): Record<ImportTable, Rows> => ({
  contacts: [
    ['姓名', '职务', '部门', '上级', '职级', '手机', '邮箱'],
    ['吴启明', '局长', '示例市数据局', '', '正局级', '', 'wu@example.com'],
    [
      '周临海',
      '处长',
      '示例市数据局/规划处',
      '吴启明',
      '正处级',
      '13800000000',
      'zhou@example.com',
    ],
  ],
  ties: [
    ['从', '到', '关系', '强度', '来源', '情报等级', '情况日期'],
    ['周临海', '吴启明', '信任', '80%', '会议', 'B2', '2026-02-01'],
  ],
  claims: [
    ['人员', '态度', '影响力', '决策角色', '情报等级'],
    ['周临海', '支持并排他', '8', 'D、A', 'C3'],
  ],
  rapports: [
    ['我方成员', '人员', '客情', '目标客情'],
    [member, '周临海', '认可', '信任'],
  ],
  deals: [
    ['项目', '定标日', '阶段', '决策规则', '计划日', '席位人员', '票数', '否决权'],
    ['一期', '2026-09-01', '定标', '过半数', '2026-09-01', '周临海', '2', '是'],
  ],
  touches: [
    ['接触日', '我方成员', '人员', '接触方式', '结果'],
    ['2026-02-03', member, '周临海', '拜访', '谈了需求'],
  ],
})

const english = (member: string): Record<ImportTable, Rows> => ({
  contacts: [
    ['name', 'title', 'unit', 'superior', 'rank', 'mobile', 'email'],
    ['Ben Example', 'Director', 'Example Ltd', '', '', '', 'ben@example.com'],
    ['Ann Other', 'Head of Sales', 'Example Ltd/Sales', 'Ben Example', '', '', 'ann@example.com'],
  ],
  ties: [
    ['from', 'to', 'tie', 'strength', 'source', 'grade', 'observed on'],
    ['Ann Other', 'Ben Example', 'trusts', '0.8', 'S-1', 'B2', '2026-02-01'],
  ],
  claims: [
    ['person', 'stance', 'influence', 'role', 'grade'],
    ['Ann Other', 'Supports only us', '8', 'D;A', 'C3'],
  ],
  rapports: [
    ['member', 'person', 'rapport', 'wanted rapport'],
    [member, 'Ann Other', 'Recognised', 'Trusted'],
  ],
  deals: [
    ['deal', 'award on', 'stage', 'rule', 'planned on', 'seat', 'votes', 'veto'],
    ['Phase 1', '2026-09-01', 'Award', 'majority', '2026-09-01', 'Ann Other', '2', 'yes'],
  ],
  touches: [
    ['date', 'member', 'person', 'channel', 'outcome'],
    ['2026-02-03', member, 'Ann Other', 'visit', 'Talked about what is needed'],
  ],
})

/** A list to begin with as CSV; `member` is one of ours, whom lists of rapport and touches name. */
export function importTemplate(table: ImportTable, language: 'zh' | 'en', member: string): string {
  const rows = (language === 'zh' ? chinese : english)(member)[table]
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  // Spreadsheets take a text without this mark for one of their own encoding.
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
