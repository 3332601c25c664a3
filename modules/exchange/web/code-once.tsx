import { OnceText } from '#ui/feedback/once-text.tsx';

/** The one-time code, shown once. */
export function CodeOnce({ code, onClose }: { code: string; onClose: () => void }) {
  return (
    <OnceText title="把配对码交给对方的系统管理员" name="配对码" text={code} onClose={onClose}>
      请当面或用可靠的方式交给对方，由其在“平台之间的报送”里点“使用配对码”。配对码只显示这一次，72 小时内有效，只能用一次。
    </OnceText>
  );
}
