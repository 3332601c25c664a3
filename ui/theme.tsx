import { ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { COLORS, FONT_FAMILY, STATUS_COLORS } from './tokens.ts';

dayjs.locale('zh-cn');

/** The component library in our colours; greys are darkened until every text reaches 4.5:1. */
const THEME: ThemeConfig = {
  token: {
    colorPrimary: COLORS.soil,
    colorLink: COLORS.soil,
    colorSuccess: STATUS_COLORS.met.fill,
    colorWarning: STATUS_COLORS.atRisk.fill,
    colorError: STATUS_COLORS.missed.fill,
    colorInfo: STATUS_COLORS.onTrack.fill,
    colorText: COLORS.ink,
    colorTextSecondary: COLORS.inkSoft,
    colorTextTertiary: COLORS.inkFaint,
    colorTextDescription: COLORS.inkFaint,
    colorTextPlaceholder: '#66726C',
    colorTextDisabled: '#66726C',
    colorBorder: '#B9C2BD',
    colorBorderSecondary: COLORS.line,
    borderRadius: 4,
    fontFamily: FONT_FAMILY,
    fontSize: 14,
  },
};

/** Chinese texts and our colours for everything inside. */
export function DesignTheme({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider locale={zhCN} theme={THEME} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
