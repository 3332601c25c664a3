import type { OfficialDocument } from '#engines/documents/official-document.ts';

/** A letter with every element of the layout; place names hold rare characters. */
export const SAMPLE_DOCUMENT: OfficialDocument = {
  issuingMark: '平顶山市民政局文件',
  documentNumber: '平民〔2023〕12号',
  title: '平顶山市民政局关于培育发展社区社会组织专项行动2023年第二季度工作情况的报告',
  addressee: '河南省民政厅',
  body: [
    { kind: 'heading', level: 1, text: '工作部署' },
    {
      kind: 'paragraph',
      text: '今年以来，我市认真贯彻落实省厅部署，把培育发展社区社会组织作为加强基层治理的重要抓手，在滍阳、漖表、塱头、硃砂等街镇先行先试，建立台账，逐级压实责任，确保各项任务按期完成。'.repeat(
        3,
      ),
    },
    { kind: 'heading', level: 2, text: '组织领导' },
    { kind: 'paragraph', text: '成立领导小组。\n制定实施方案。' },
    { kind: 'heading', level: 3, text: '责任分工' },
    { kind: 'heading', level: 4, text: '区县' },
    { kind: 'paragraph', text: '各县（市、区）民政局按月调度。' },
    { kind: 'heading', level: 2, text: '经费保障' },
    { kind: 'heading', level: 1, text: '进展成效' },
    {
      kind: 'table',
      caption: '表1 主要目标完成情况',
      columns: [
        { heading: '目标', weight: 3 },
        { heading: '完成值', align: 'right' },
        { heading: '目标值', align: 'right' },
        { heading: '结论', align: 'center' },
      ],
      rows: [
        ['每个城市社区平均拥有社区社会组织', '10.4', '10', '达标'],
        ['每个农村社区平均拥有社区社会组织', '4.2', '5', '未达标'],
      ],
    },
    { kind: 'paragraph', text: '存在的问题将在下一步工作中认真研究解决。' },
  ],
  annexes: [
    { title: '指标明细表', blocks: [{ kind: 'paragraph', text: '单位：个。' }] },
    { title: '各县（市、区）社区社会组织培育发展情况一览表及其与年度目标任务相比较的差距说明', blocks: [{ kind: 'paragraph', text: '略。' }] },
  ],
  signature: { organ: '平顶山市民政局', date: '2023-07-05' },
  imprint: { copiesTo: ['市委社会工作部', '市财政局'], printedBy: '平顶山市民政局办公室', printedOn: '2023-07-06' },
};
