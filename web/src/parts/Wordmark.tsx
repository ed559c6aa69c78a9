/** The product's name and mark; leads home. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './Wordmark.module.css'

export function Wordmark() {
  const { t } = useTranslation()
  return (
    <Link to="/" className={styles.mark}>
      <img src="/mark.svg" alt="" className={styles.image} />
      <span className={styles.name}>{t('product.name')}</span>
      <span className={styles.other}>{t('product.otherName')}</span>
    </Link>
  )
}
