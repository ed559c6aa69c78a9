/** A calendar day, typed or picked. */
import { DateInput, type DateInputProps } from '@mantine/dates'

export function DayField(props: DateInputProps) {
  return <DateInput valueFormat="YYYY-MM-DD" placeholder="YYYY-MM-DD" clearable {...props} />
}
