import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
