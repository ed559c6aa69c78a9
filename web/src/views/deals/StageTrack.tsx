/** The stages of a deal as one line: what is over lies under water. */
import type { Progress } from '../../kernels/deals'
import styles from './StageTrack.module.css'

export function StageTrack({ progress }: { progress: Progress }) {
  return (
    <div className={styles.track} aria-hidden>
      {progress.stages.map((stage) => (
        <span
          key={stage.id}
          className={styles.step}
          data-standing={
            stage.done_on ? 'done' : stage === progress.current ? 'current' : undefined
          }
          title={stage.name}
        />
      ))}
    </div>
  )
}
